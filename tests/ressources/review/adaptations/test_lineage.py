"""An adaptation and its origin: changes of each side since the copy, and one change taken alone."""

from dataclasses import replace

import pytest

from ressources.review.adaptations.lineage import Lineage, find_change, with_change
from tests.factories.ressources import SheetContentFactory, StepContentFactory

HELLO, TOUR, END = (StepContentFactory.build(title=title) for title in ("Accueil", "Tour de table", "Bilan"))
LONG = StepContentFactory.build(title="Accueil", minutes=45)
EXTRA = StepContentFactory.build(title="Pause au soleil", animator="Sortez les chaises, servez le café.")
BASE = SheetContentFactory.build(
    title="Photos", equipment="Un poste\nUne clé", steps=(HELLO, TOUR, END), tips="Souriez."
)


def lineage(adapted=BASE, origin=BASE, **drafts) -> Lineage:
    return Lineage(BASE, adapted, origin, **drafts)


def changed_keys(texts: Lineage) -> list[tuple]:
    """(part, keys changed by the adaptation, keys changed by the origin)."""
    return [
        (
            part.part.name,
            [change.key for change in part.by_adaptation],
            [change.key for change in part.by_origin],
        )
        for part in texts.parts()
    ]


def test_changes_of_each_side_are_separate():
    adapted = replace(BASE, equipment="Une tablette", aim="Autre objectif.")
    origin = replace(BASE, equipment="Deux postes", tips="Riez.")
    assert changed_keys(lineage(adapted, origin)) == [
        ("aim", [""], []),
        ("equipment", [""], [""]),
        ("tips", [], [""]),
    ]


def test_common_and_own_parts_are_left_out():
    adapted = replace(BASE, title="Photos (adaptation)", audience="member", licence="cc0", tips="Riez.")
    assert changed_keys(lineage(adapted, replace(BASE, tips="Riez."))) == []


def test_steps_come_one_by_one_then_all_together():
    texts = lineage(replace(BASE, steps=(LONG, EXTRA, TOUR)))
    assert changed_keys(texts) == [("steps", ["autre-0", "plus-1", "moins-2", ""], [])]
    (part,) = texts.parts()
    assert [change.value for change in part.by_adaptation] == [
        (LONG, TOUR, END),
        (HELLO, EXTRA, TOUR, END),
        (HELLO, TOUR),
        (LONG, EXTRA, TOUR),
    ]
    assert [change.blocks[0].note for change in part.by_adaptation[:3]] == ["", "ajoutée", "retirée"]


def test_single_changed_step_is_offered_as_the_whole_run_sheet():
    assert changed_keys(lineage(replace(BASE, steps=(HELLO, TOUR, END, EXTRA)))) == [("steps", [""], [])]


def test_step_added_first_comes_first():
    change = find_change(lineage(replace(BASE, steps=(EXTRA, HELLO, TOUR))), "steps", "plus-0", of_origin=False)
    assert change.value == (EXTRA, HELLO, TOUR, END)


@pytest.mark.parametrize(("name", "key"), [("tips", ""), ("steps", "plus-9"), ("title", ""), ("inconnue", "")])
def test_missing_change_is_not_found(name, key):
    assert find_change(lineage(replace(BASE, title="X", equipment="Y")), name, key, of_origin=False) is None
    assert find_change(lineage(replace(BASE, equipment="Y")), "equipment", "", of_origin=True) is None


def test_taking_a_change_keeps_later_text():
    texts = lineage(replace(BASE, equipment="Une tablette\nUne clé", steps=(HELLO, TOUR, END, EXTRA)))
    draft = replace(BASE, equipment="Un poste\nUne clé\nUn câble", steps=(LONG, TOUR))
    equipment = find_change(texts, "equipment", "", of_origin=False)
    steps = find_change(texts, "steps", "", of_origin=False)
    assert with_change(BASE, draft, equipment.part, equipment.value) == "Une tablette\nUne clé\nUn câble"
    assert with_change(BASE, draft, steps.part, steps.value) == (LONG, TOUR, EXTRA)


def test_change_already_in_the_draft_is_marked():
    adapted = replace(BASE, equipment="Une tablette", tips="Riez.")
    texts = lineage(adapted, origin_draft=replace(BASE, tips="Riez."))
    assert [(part.part.name, part.by_adaptation[0].is_taken) for part in texts.parts()] == [
        ("equipment", False),
        ("tips", True),
    ]
