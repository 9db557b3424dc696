"""Comparison of two texts of a sheet."""

from dataclasses import replace

import pytest
from hypothesis import given

from ressources.sheets.content import StepContent, WorkshopContent
from ressources.versions.comparison import (
    ComparedLine,
    ComparedWords,
    WordChange,
    compare_contents,
    compare_lines,
    compare_steps,
    fold_unchanged,
)
from tests.ressources.versions.strategies import MODEST, TEXTS

SAME, ADDED, REMOVED = WordChange.SAME, WordChange.ADDED, WordChange.REMOVED
MARKS = {SAME: "{}", ADDED: "+{}+", REMOVED: "-{}-"}
WELCOME = StepContent("Accueil", 10, "Dites bonjour.")
SHOW = StepContent("Montrer", 20, "Montrez une fois, lentement.")
END = StepContent("Bilan", 10, "Faites dire ce qu’on a retenu.")


def rendered(lines) -> list[str]:
    """« +added+ », « -removed- », « … 3 » for lines left out."""
    return [
        f"… {line.left_out}"
        if line.left_out
        else "".join(MARKS[piece.change].format(piece.text) for piece in line.pieces)
        for line in lines
    ]


def described_steps(before, after) -> list[tuple]:
    return [(block.title, block.note, rendered(block.lines)) for block in compare_steps(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("", "", []),
        ("a", "a", ["a"]),
        ("", "a", ["+a+"]),
        ("a\n\nb", "a\nb", ["a", "b"]),
        ("Un poste\nUne souris", "Un poste", ["Un poste", "-Une souris-"]),
        ("Dites bonjour à tous.", "Dites bonjour à chacun.", ["Dites bonjour à -tous-+chacun+."]),
        ("Un poste", "Deux tablettes", ["-Un poste-", "+Deux tablettes+"]),
        (
            "Éteignez tout.\nDites bonjour à tous.",
            "Dites bonjour à chacun.\nOffrez un café.",
            ["-Éteignez tout.-", "Dites bonjour à -tous-+chacun+.", "+Offrez un café.+"],
        ),
    ],
)
def test_similar_lines_are_compared_word_by_word(before, after, lines):
    assert rendered(compare_lines(before, after)) == lines


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        (SAME, "d’un &lt;b&gt;"),
        (
            ADDED,
            '<ins><span class="sr">ajouté\u00a0: </span>d’un &lt;b&gt;<span class="sr">, fin de l’ajout. </span></ins>',
        ),
        (
            REMOVED,
            '<del><span class="sr">retiré\u00a0: </span>d’un &lt;b&gt;<span class="sr">, fin du retrait. </span></del>',
        ),
    ],
)
def test_changes_are_announced_and_their_words_escaped(change, marked):
    assert ComparedWords(change, "d’un <b>").marked == marked


def test_lines_far_from_a_change_are_left_out():
    before = "\n".join("abcdefgh")
    assert rendered(fold_unchanged(compare_lines(before, before.replace("d", "D")))) == [
        "… 2",
        "c",
        "-d-",
        "+D+",
        "e",
        "… 3",
    ]


def test_single_unchanged_line_is_not_left_out():
    assert rendered(fold_unchanged(compare_lines("a\nb\nc", "a\nb\nC"))) == ["a", "b", "-c-", "+C+"]


def test_steps_are_compared_one_by_one():
    after = (WELCOME, StepContent("Pause", 5, "Offrez un café."), replace(SHOW, minutes=25))
    assert described_steps((WELCOME, SHOW, END), after) == [
        ("Étape 2, Pause", "ajoutée", ["+Pause (5 min)+", "+Offrez un café.+"]),
        ("Étape 3, Montrer", "", ["Montrer (-20-+25+ min)", "Montrez une fois, lentement."]),
        ("Étape 3, Bilan", "retirée", ["-Bilan (10 min)-", "-Faites dire ce qu’on a retenu.-"]),
    ]


def test_moved_step_is_marked():
    assert described_steps((WELCOME, SHOW, END), (END, WELCOME, SHOW)) == [
        ("Étape 1, Bilan", "déplacée, elle était la numéro 3", ["… 2"])
    ]


def test_sheets_are_compared_part_by_part_in_form_order():
    before = WorkshopContent(title="Photos", group_size=8, level="debutant", tags=("image",), tips="Un\nDeux")
    after = replace(before, title="Ranger ses photos", level="confirme", group_size=None, tags=("photo",))
    changes = [(item.part.label, rendered(item.blocks[0].lines)) for item in compare_contents(before, after)]
    assert changes == [
        ("Titre", ["-Photos-", "+Ranger ses photos+"]),
        ("Niveau", ["-Débutant-", "+Confirmé+"]),
        ("Personnes au plus", ["-8-"]),
        ("Mots-clés", ["-image-", "+photo+"]),
    ]
    assert compare_contents(after, after) == []


@MODEST
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_in_their_comparison(before, after):
    lines = compare_lines(before, after)

    def without(change: WordChange) -> list[str]:
        lines_of_side = [[piece.text for piece in line.pieces if piece.change is not change] for line in lines]
        return [text for pieces in lines_of_side if (text := "".join(pieces))]

    assert without(ADDED) == [line for line in before.split("\n") if line.strip()]
    assert without(REMOVED) == [line for line in after.split("\n") if line.strip()]


def test_line_in_pieces_is_not_an_unchanged_line():
    assert [
        ComparedLine((ComparedWords(SAME, "a"),)).is_same,
        ComparedLine((ComparedWords(SAME, "a"), ComparedWords(ADDED, "b"))).is_same,
    ] == [True, False]
