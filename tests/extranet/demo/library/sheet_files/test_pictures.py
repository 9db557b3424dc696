"""The pictures of the demo: the same pixels each time, with descriptions."""

import pytest

from extranet.demo.content import read_file, read_folder
from extranet.demo.files.drawings import DRAWINGS, render_drawing
from extranet.demo.library.reuse import DRAFT_TITLE
from ressources.files.models.picture import Picture

PICTURES = read_file("pictures")["pictures"]
HEAVIEST = 40_000  # bytes


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_the_same_each_time(name):
    assert render_drawing(name) == render_drawing(name)


def test_every_drawing_is_on_an_existing_sheet():
    assert sorted(picture["drawing"] for picture in PICTURES) == sorted(DRAWINGS)
    assert {picture["sheet"] for picture in PICTURES} - {content["slug"] for content in read_folder("sheets")} == set()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture["drawing"])
def test_description_names_each_numbered_mark(picture):
    marks = [mark for mark in "1234" if f"{mark}," in picture["alternative"]]
    assert marks == list("1234")[: len(marks)]
    assert len(marks) >= 2
    assert len(picture["alternative"]) <= Picture._meta.get_field("alternative").max_length


@pytest.mark.django_db
def test_pictures_of_the_demo_are_light(demo):
    taken_from_a_topic = Picture.objects.filter(sheet__title=DRAFT_TITLE).count()
    assert (Picture.objects.count(), taken_from_a_topic) == (len(PICTURES) + 1, 1)
    assert [picture.size for picture in Picture.objects.all() if picture.size > HEAVIEST] == []
