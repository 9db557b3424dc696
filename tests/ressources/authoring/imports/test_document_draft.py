"""A document parsed into a sheet: known headings, steps with their minutes, the rest in the introduction."""

import pytest

from reseau.documents.extraction.blocks import HEADING, PARAGRAPH, TITLE, Block
from reseau.documents.extraction.markdown import markdown_blocks
from ressources.authoring.imports.document_draft import draft_of_document, part_of, readable_name
from ressources.sheets.content import StepContent

DOCUMENT = """# Ranger ses photos

Un après-midi au calme.

## 1. OBJECTIF :

Retrouver une photo.

## Public visé

Adultes qui débutent

## Matériel

- un ordinateur
- une clé USB

## III – Déroulé

10 min – Accueil : chacun se présente

Trier (20 min)

On fait trois dossiers.

### Conclure

On ferme tout.

## À retenir

Un dossier par année.

## Sources

Un vieux livre.
"""


def test_headings_fill_the_parts_of_the_sheet():
    content, is_whole = draft_of_document(markdown_blocks(DOCUMENT), name="x.md")
    assert (content.title, content.aim, content.learners) == (
        "Ranger ses photos",
        "Retrouver une photo.",
        "Adultes qui débutent",
    )
    assert (content.equipment, content.takeaways) == ("un ordinateur\nune clé USB", "Un dossier par année.")
    assert content.introduction == "Un après-midi au calme.\n\nSources\n\nUn vieux livre."
    assert content.steps == (
        StepContent("Accueil", 10, "Chacun se présente"),
        StepContent("Trier", 20, "On fait trois dossiers."),
        StepContent("Conclure", None, "On ferme tout."),
    )
    assert is_whole


def test_lines_of_a_plain_document_can_be_headings():
    lines = ["Objectif : savoir nouer", "Matériel", "de la laine", "Conseils", "Prenez votre temps."]
    content, _ = draft_of_document([Block(PARAGRAPH, "\n".join(lines))], name="dossier/mon_atelier-laine.pdf")
    assert (content.title, content.aim, content.equipment, content.tips) == (
        "Mon atelier laine",
        "savoir nouer",
        "de la laine",
        "Prenez votre temps.",
    )


def test_long_introduction_is_cut_at_a_paragraph_with_a_mark():
    blocks = [Block(PARAGRAPH, text) for text in ("a" * 1000, "b" * 600, "court")]
    content, is_whole = draft_of_document(blocks, name="long.odt")
    assert (content.introduction, is_whole) == ("a" * 1000, False)


def test_title_of_the_document_comes_before_its_headings():
    blocks = [Block(HEADING, "Contexte", 1), Block(TITLE, "Nouer"), Block(HEADING, "Suite", 1)]
    assert draft_of_document(blocks, name="x.odt").content.title == "Nouer"


def test_heading_after_a_known_one_is_not_the_title():
    blocks = [Block(HEADING, "Matériel", 1), Block(PARAGRAPH, "laine"), Block(HEADING, "Suite", 1)]
    assert draft_of_document(blocks, name="nouer.odt").content.title == "Nouer"


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Objectifs", "aim"),
        ("b) PRÉREQUIS", "prerequisites"),
        ("Matériel nécessaire :", "equipment"),
        ("Pour qui ?", "learners"),
        ("Matériel de guerre", ""),
        ("But" + "t" * 60, ""),
    ],
)
def test_headings_are_recognised_whatever_their_formatting(heading, part):
    assert part_of(heading) == part


@pytest.mark.parametrize(
    ("name", "expected"), [("2024_atelier-photo.docx", "2024 atelier photo"), ("--.pdf", "Document importé")]
)
def test_name_of_a_file_is_made_readable(name, expected):
    assert readable_name(name) == expected
