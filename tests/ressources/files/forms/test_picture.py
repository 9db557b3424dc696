"""The form of a picture: words for whoever does not see it, or the statement that it needs none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.files.forms.picture import BOTH, UNDESCRIBED, PictureDescriptionForm, PictureForm


def test_picture_is_needed():
    assert PictureForm({"alternative": "Un drapeau"}).errors == {"file": ["Choisissez une image sur votre appareil."]}


def test_empty_file_is_left_to_whoever_adds_it():
    assert PictureForm({"alternative": "Un drapeau"}, {"file": SimpleUploadedFile("a.jpg", b"")}).is_valid()


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"alternative": [UNDESCRIBED]}),
        ({"alternative": "  \n "}, {"alternative": [UNDESCRIBED]}),
        ({"alternative": "Un drapeau"}, {}),
        ({"decorative": "on"}, {}),
        ({"alternative": "Un drapeau", "decorative": "on"}, {"decorative": [BOTH]}),
    ],
)
def test_picture_is_described_or_said_to_be_an_ornament(typed, errors):
    assert PictureDescriptionForm(typed).errors == errors


def test_what_was_said_is_told_without_spaces_around():
    form = PictureDescriptionForm({"alternative": " Un drapeau ", "caption": "Vu du causse"})
    assert form.is_valid()
    assert form.description == {"alternative": "Un drapeau", "caption": "Vu du causse", "credit": ""}
