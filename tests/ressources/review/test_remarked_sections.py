"""The sections of a sheet, and the place of a remark after changes."""

from dataclasses import replace

import pytest

from ressources.review.models import Remark
from ressources.review.remarked_sections import find_section, place_remarks, sections_of
from ressources.sheets.content import StepContent
from ressources.sheets.services import drafts
from ressources.sheets.short_contents import WatchContent
from tests.factories.ressources import RemarkFactory, SheetContentFactory, SubmittedFactory

pytestmark = pytest.mark.django_db

WELCOME = StepContent("Accueil", 15, "Servez le café.", "Ils se présentent.")
PRACTICE = StepContent("Pratique", 45, "Montrez une fois, puis laissez faire à deux.", "")


def content(*steps: StepContent, **fields):
    return SheetContentFactory(steps=steps, **fields)


def test_each_part_and_each_step_is_a_section():
    sections = {
        section.key: section for section in sections_of(content(WELCOME, PRACTICE, equipment="Un vidéoprojecteur"))
    }

    assert list(sections)[:3] == ["title", "aim", "introduction"]
    assert sections["equipment"].text == "Un vidéoprojecteur"
    assert sections["steps"].text == "1\u00a0h en tout"
    assert [(sections[key].label, sections[key].note, sections[key].place) for key in ("steps-0", "steps-1")] == [
        ("Étape 1\u00a0: Accueil", "15\u00a0min", 0),
        ("Étape 2\u00a0: Pratique", "45\u00a0min", 1),
    ]
    assert sections["steps-0"].text == "Servez le café.\n\n**Le groupe\u00a0:**\n\nIls se présentent."


def test_unfinished_step_is_a_section():
    section = find_section(content(StepContent()), "steps-0")

    assert (section.label, section.note, section.text) == ("Étape 1\u00a0: sans titre", "durée à préciser", "")


def test_other_kinds_have_their_own_sections():
    keys = [section.key for section in sections_of(WatchContent(title="Une loi", why="Elle change l’accueil."))]

    assert ("why" in keys, "steps" in keys) == (True, False)


@pytest.mark.parametrize("key", ["", "steps-7", "mushrooms"])
def test_unknown_key_finds_no_section(key):
    assert find_section(content(WELCOME), key) is None


@pytest.mark.parametrize(("text", "is_short"), [("Oui", True), ("a" * 61, False), ("un\ndeux", False)])
def test_one_line_section_is_short(text, is_short):
    section = find_section(content(WELCOME, tips=text), "tips")

    assert section.is_short == is_short


# Place of a remark


@pytest.fixture
def sheet(epm, animator):
    return SubmittedFactory(epm=epm, author=animator, data=content(WELCOME, PRACTICE))


def sections_of_remark(remark, sheet_content) -> list[str]:
    """Return the keys of the sections beside which the remark is; empty if it is elsewhere."""
    placement = place_remarks(Remark.objects.with_threads().filter(pk=remark.pk), sheet_content)
    assert placement.elsewhere == ([] if placement.by_section else [remark])
    return list(placement.by_section)


def test_remark_is_beside_its_part(sheet):
    assert sections_of_remark(RemarkFactory(sheet=sheet, part="tips"), content(WELCOME)) == ["tips"]


def test_remark_on_a_part_missing_in_this_kind_is_elsewhere(sheet):
    assert sections_of_remark(RemarkFactory(sheet=sheet, part="mushrooms"), content(WELCOME)) == []


@pytest.mark.parametrize(
    ("after", "keys"),
    [
        ((WELCOME, PRACTICE), ["steps-1"]),
        ((PRACTICE, WELCOME), ["steps-0"]),
        ((WELCOME, StepContent("Pause", 10, "Ouvrez les fenêtres."), PRACTICE), ["steps-2"]),
        ((WELCOME, replace(PRACTICE, title="Chacun essaie")), ["steps-1"]),
        ((WELCOME, replace(PRACTICE, animator="Tout autre chose, dite autrement.")), ["steps-1"]),
        ((WELCOME, StepContent("Pause", 10, "Ouvrez les fenêtres.")), []),
        ((), []),
    ],
)
def test_remark_follows_its_moved_step(sheet, after, keys):
    remark = RemarkFactory(sheet=sheet, part="steps", place=1, label="Étape 2")

    assert sections_of_remark(remark, content(*after)) == keys


def test_remark_on_a_deleted_version_is_elsewhere(sheet):
    remark = RemarkFactory(sheet=sheet, part="steps", place=1, revision=None)

    assert sections_of_remark(remark, content(WELCOME, PRACTICE)) == []


def test_placing_any_number_of_remarks_costs_no_query(sheet, animator, django_assert_num_queries):
    for place in (0, 1, 1):
        RemarkFactory(sheet=sheet, part="steps", place=place)
    drafts.save_draft(
        page=sheet, by=animator, data=content(WELCOME), base_revision=sheet.latest_revision_id, base_written_at=None
    )
    remarks, sheet_content = list(Remark.objects.with_threads()), content(WELCOME, PRACTICE)

    with django_assert_num_queries(0):
        placement = place_remarks(remarks, sheet_content)
    assert {key: len(section_remarks) for key, section_remarks in placement.by_section.items()} == {
        "steps-0": 1,
        "steps-1": 2,
    }
