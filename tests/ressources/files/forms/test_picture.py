"""The upload form of a picture: a description, or the mark of a decorative picture."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.files.forms import BOTH, UNDESCRIBED, PictureDescriptionForm, PictureForm


def test_picture_is_required():
    assert PictureForm({"alternative": "Un drapeau"}).errors == {"file": ["Choisissez une image sur votre appareil."]}


def test_empty_picture_is_accepted_by_the_form():
    assert PictureForm({"alternative": "Un drapeau"}, {"file": SimpleUploadedFile("a.jpg", b"")}).is_valid()


@pytest.mark.parametrize(
    ("form_data", "errors"),
    [
        ({}, {"alternative": [UNDESCRIBED]}),
        ({"alternative": "  \n "}, {"alternative": [UNDESCRIBED]}),
        ({"alternative": "Un drapeau"}, {}),
        ({"decorative": "on"}, {}),
        ({"alternative": "Un drapeau", "decorative": "on"}, {"decorative": [BOTH]}),
    ],
)
def test_picture_is_described_or_decorative(form_data, errors):
    assert PictureDescriptionForm(form_data).errors == errors


def test_description_is_stripped():
    form = PictureDescriptionForm({"alternative": " Un drapeau ", "caption": "Vu du causse"})
    assert form.is_valid()
    assert form.description == {"alternative": "Un drapeau", "caption": "Vu du causse", "credit": ""}
