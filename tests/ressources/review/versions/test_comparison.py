"""Comparison of two texts of a sheet."""

from dataclasses import replace

from ressources.review.versions.comparison import compare_contents, compare_steps
from ressources.sheets.content import StepContent, WorkshopContent
from tests.reseau.texts.markdown.rendering import rendered

WELCOME = StepContent("Accueil", 10, "Dites bonjour.")
SHOW = StepContent("Montrer", 20, "Montrez une fois, lentement.")
END = StepContent("Bilan", 10, "Faites dire ce qu’on a retenu.")


def described_steps(before, after) -> list[tuple]:
    return [(block.title, block.note, rendered(block.lines)) for block in compare_steps(before, after)]


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
