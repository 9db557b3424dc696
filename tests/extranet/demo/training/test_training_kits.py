"""Kits of the demo’s trainings: printable, holding each line of what is taken away, used by the programme."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from extranet.demo.content import read_folder
from extranet.demo.files.kits import kit_paper
from formation.offer.catalogue.models.kit_file import KitFile
from reseau.documents.extraction.reader import read_text
from reseau.documents.files.enums import FileKind

TRAININGS = read_folder("trainings")
KITS = {kit["slug"]: kit for kit in read_folder("training_kits")}
HALF_DAY = 165
LONGEST_WEEK_AFTER = 300
MINUTES = re.compile(r"\((\d+)\u00a0min\)$")
PAPERS = re.compile(r"\(papiers? ([\d, et]+)\)")

each_training = pytest.mark.parametrize("training", TRAININGS, ids=lambda training: training["slug"])


def items(training: dict) -> list[str]:
    return [item for half_day in training["programme"] for item in half_day["items"]]


def test_every_training_has_its_kit():
    assert set(KITS) == {training["slug"] for training in TRAININGS}


@pytest.mark.drawn(one_in=4)
@each_training
def test_kit_is_printed_for_all_readers(training, papers):
    pdf = kit_paper(KITS[training["slug"]], title=training["title"]).pdf()
    (papers / f"training-{training['slug']}.pdf").write_bytes(pdf)

    assert pdf.startswith(b"%PDF")


@each_training
def test_kit_holds_each_line_that_is_taken_away(training):
    equipped = [paper["equips"] for paper in KITS[training["slug"]]["papers"] if "equips" in paper]

    assert sorted(equipped) == sorted(training["kit"])


@each_training
def test_programme_uses_each_paper_and_fills_its_half_days(training):
    used = {
        int(rank)
        for item in items(training)
        for ranks in PAPERS.findall(item.replace("\u00a0", " "))
        for rank in re.findall(r"\d+", ranks)
    }
    minutes = [sum(int(MINUTES.search(item)[1]) for item in half_day["items"]) for half_day in training["programme"]]

    assert used == set(range(1, len(KITS[training["slug"]]["papers"]) + 1))
    assert minutes == [HALF_DAY] * len(training["programme"])


@each_training
def test_week_after_names_a_sheet_of_the_library(training):
    titles = {sheet["title"] for sheet in read_folder("sheets")}

    assert len(training["week_after"]) <= LONGEST_WEEK_AFTER
    assert set(re.findall("«\u00a0(.*?)\u00a0»", training["week_after"])) & titles


@pytest.mark.drawn(one_in=3)
@pytest.mark.django_db
def test_demo_joins_each_kit_and_says_what_its_training_rests_on(demo, settings):
    settings.MEDIA_ROOT = demo
    trainings = {training["slug"]: training for training in TRAININGS}
    files = KitFile.objects.visible_to(AnonymousUser()).filter(training__slug__in=trainings).select_related("training")

    assert sorted(file.training.slug for file in files) == sorted(trainings)
    for file in files:
        content = trainings[file.training.slug]
        with file.file.open("rb") as stored:
            words = " ".join(read_text(stored, kind=FileKind.PDF).split())
        assert " ".join(KITS[content["slug"]]["papers"][0]["title"].split()) in words
        assert file.training.week_after == content["week_after"]
        assert file.training.sources.splitlines() == content.get("sources", [])
        assert file.training.screens == content.get("screens", "")
        assert (file.training.verified_on is not None) == ("verified" in content)
