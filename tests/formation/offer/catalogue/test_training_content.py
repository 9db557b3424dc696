"""Titles that a text quotes, linked to the sheets that its reader may read."""

import pytest

from formation.offer.catalogue.training_content import linked_titles
from tests.factories.ressources import SheetContentFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Sans titre.", [("Sans titre.", False)]),
        ("Ouvrir «\u00a0Autre chose\u00a0».", [("Ouvrir «\u00a0Autre chose\u00a0».", False)]),
        (
            "Ouvrir «\u00a0Ranger ses photos\u00a0: un dossier\u00a0», à quatre.",
            [
                ("Ouvrir «\u00a0", False),
                ("Ranger ses photos\u00a0: un dossier", True),
                ("\u00a0», à quatre.", False),
            ],
        ),
        (
            "«ranger ses photos : un dossier»",
            [("«", False), ("ranger ses photos : un dossier", True), ("»", False)],
        ),
    ],
)
def test_quoted_title_of_a_sheet_is_a_link(text, parts):
    sheet = SheetFactory(data=SheetContentFactory(title="Ranger ses photos\u00a0: un dossier"))
    address = sheet.get_absolute_url()

    assert list(linked_titles(text, [sheet])) == [(words, address if is_title else "") for words, is_title in parts]
