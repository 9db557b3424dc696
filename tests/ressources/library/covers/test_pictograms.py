"""The subject of a sheet, found from its title and its keywords."""

import re
import tomllib

import pytest
from django.conf import settings

from ressources.library.covers.cover import Cover
from ressources.library.covers.pictograms import SUBJECTS, find_subject

CONTENT = settings.BASE_DIR / "extranet/demo/content"


def demo_sheets() -> list[dict]:
    files = sorted((CONTENT / "sheets").glob("*.toml"))
    long_sheets = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    short_sheets = tomllib.loads((CONTENT / "short_sheets.toml").read_text(encoding="utf-8"))
    return [*long_sheets, *(sheet for sheets in short_sheets.values() for sheet in sheets)]


def pictogram_of(title: str, *tags: str) -> str | None:
    subject = find_subject(title, tags)
    return subject and subject.pictogram


@pytest.mark.parametrize(
    ("words", "pictogram"),
    [
        ("Courriels", "mail"),
        ("achat", "shopping-cart"),
        ("Photos", "image"),
        ("démarches en ligne", "landmark"),
        ("santé", "heart-pulse"),
        ("mots de passe", "key-round"),
        ("wifi", "wifi"),
        ("smartphone", "smartphone"),
        ("dossiers", "folder"),
        ("souris", "mouse"),
        ("visio", "video"),
        ("accessibilité", "accessibility"),
        ("trajet", "train-front"),
        ("traitement de texte", "file-text"),
        ("podcasts", "podcast"),
        ("pièces jointes", "paperclip"),
        ("actualité", "newspaper"),
        ("vidéo", "film"),
        ("banque", "credit-card"),
        ("droit d'auteur", "copyright"),
    ],
)
def test_word_has_its_pictogram_in_the_title_and_among_the_keywords(words, pictogram):
    assert (pictogram_of(f"Atelier : {words}, pas à pas"), pictogram_of("Atelier", words)) == (pictogram, pictogram)


def test_title_counts_before_keywords_and_precise_words_before_general_ones():
    assert pictogram_of("Créer une adresse électronique", "mot de passe", "courriel") == "mail"
    assert pictogram_of("Bien commencer", "smartphone", "courriel") == "mail"


@pytest.mark.parametrize("title", ["Sondage", "Soudain", "Recoller les morceaux", "Un imposteur", ""])
def test_part_of_a_word_is_no_subject(title):
    assert find_subject(title, ()) is None


def test_sheet_without_subject_has_the_pictogram_of_its_domain():
    cover = Cover.of_words("fiche", title="Bien commencer", tags=("divers",), domain_codes=("D4",))
    assert cover.pictogram == "compass"


def test_demo_shows_its_sheets_apart():
    sheets = demo_sheets()
    subjects = [find_subject(sheet["title"], sheet["tags"]) for sheet in sheets]
    missing = [sheet["title"] for sheet, subject in zip(sheets, subjects, strict=True) if subject is None]
    assert len(sheets) >= 51
    assert missing == []
    assert len({subject.pictogram for subject in subjects}) >= 30


def test_words_of_a_subject_are_of_no_other():
    words = [word for subject in SUBJECTS for word in re.split(", ", subject.words)]
    assert sorted(words) == sorted(set(words))
