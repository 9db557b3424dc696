"""Values of parts in words."""

import pytest

from b2i.frameworks.models.framework import Skill
from ressources.sheets.content import StepContent
from ressources.sheets.part_wording import part_in_words
from ressources.sheets.parts import WORKSHOP_PARTS

pytestmark = pytest.mark.django_db
PARTS = {part.name: part for part in WORKSHOP_PARTS}
STEPS = (StepContent("Accueil", 10, "Dites bonjour."), StepContent("Fin", None, "Dites au revoir."))


@pytest.mark.parametrize(
    ("name", "value", "wording"),
    [
        ("title", "Le sien", "Le sien"),
        ("level", "confirme", "Confirmé"),
        ("level", "", ""),
        ("group_size", 8, "8"),
        ("group_size", None, ""),
        ("needs_internet", False, "Non"),
        ("needs_internet", True, "Oui"),
        ("audience", "member", "Membres du réseau"),
        ("tags", ("arnaque", "courriel"), "arnaque, courriel"),
        ("tags", (), ""),
        ("steps", STEPS, "Accueil (10 min)\nDites bonjour.\n\nFin\nDites au revoir."),
    ],
)
def test_values_are_worded_as_in_the_form(name, value, wording):
    assert part_in_words(PARTS[name], value) == wording


def test_skills_are_shown_by_their_wording(skill_keys):
    assert part_in_words(PARTS["skills"], skill_keys("D2.3")) == str(Skill.objects.get(code="D2.3"))
