"""A draft composed from other texts: maximum lengths, nothing lost."""

import pytest

from ressources.sheets.composed_draft import Composition, step_of_text
from ressources.sheets.content import MAX_STEPS, StepContent, WorkshopContent


def test_parts_are_joined_in_their_own_format():
    composition = Composition()
    for part in ("introduction", "tips", "aim"):
        composition.add(part, "Une ligne\net une autre")
        composition.add(part, "La suite")
    assert composition.content(title="Titre", tags=("wifi",)) == WorkshopContent(
        title="Titre",
        introduction="Une ligne\net une autre\n\nLa suite",
        tips="Une ligne et une autre\nLa suite",
        aim="Une ligne et une autre La suite",
        tags=("wifi",),
    )


def test_text_over_the_limit_goes_to_another_part_then_is_set_aside():
    composition = Composition()
    composition.add("introduction", "a" * 1500)
    composition.add("introduction", "trop", or_else="tips")
    composition.add("tips", "b" * 5995)
    composition.add("introduction", "vraiment trop", or_else="tips")
    composition.add_step("c" * 1501)
    for _ in range(MAX_STEPS + 1):
        composition.add_step("Fermer")
    content = composition.content(title="t" * 130)
    assert (content.tips, len(content.title)) == ("trop\n" + "b" * 5995, 120)
    assert len(content.steps) == MAX_STEPS
    assert composition.left_over == ["vraiment trop", "c" * 1501, "Fermer"]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Accueil (10 min) : chacun se présente", StepContent("Accueil", 10, "Chacun se présente")),
        ("Ouvrir le tableau", StepContent("Ouvrir le tableau", None, "Ouvrir le tableau")),
        ("Pause – 5 minutes", StepContent("Pause", 5, "5 minutes")),
        ("10 min – Accueil : chacun se présente", StepContent("Accueil", 10, "Chacun se présente")),
        ("Accueil (10 min)", StepContent("Accueil", 10, "Accueil")),
        ("Le geste. Montrez-le lentement.", StepContent("Le geste", None, "Montrez-le lentement.")),
        ("Le geste\n– une fois", StepContent("Le geste", None, "– une fois")),
        ("L’horloge de 18 h 30 : la régler", StepContent("L’horloge de 18 h 30", None, "La régler")),
        ("Attendre 900 min", StepContent("Attendre 900 min", None, "Attendre 900 min")),
        ("Firefox\u00a0: cadenas", StepContent("Firefox", None, "Cadenas")),
        ("Le voyant du casque\u00a0;", StepContent("Le voyant du casque", None, "Le voyant du casque\u00a0;")),
    ],
)
def test_step_gets_its_title_and_minutes_from_the_text(text, step):
    assert step_of_text(text) == step


def test_given_title_is_kept():
    step = step_of_text("On règle l’heure, puis on la vérifie.", title="2. Régler [15 mn]")
    assert (step.title, step.minutes, step.animator) == ("2. Régler", 15, "On règle l’heure, puis on la vérifie.")


def test_long_sentence_is_cut_in_the_title_only():
    text = "Faire " + "très " * 40 + "attention"
    step = step_of_text(text)
    assert (len(step.title), step.title[-1], step.animator) == (80, "…", text)
