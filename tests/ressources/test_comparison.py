"""What another version says where it differs."""

import pytest

from b2i.models import Skill
from ressources.comparison import Difference, differences
from ressources.content import StepContent
from tests.factories.ressources import SheetContentFactory

pytestmark = pytest.mark.django_db


def test_same_texts_do_not_differ():
    content = SheetContentFactory.build()
    assert differences(content, content) == []


def test_each_field_that_differs_is_told_in_the_words_of_the_form(skill_keys):
    mine = SheetContentFactory.build(title="Le mien", group_size=8, steps=())
    theirs = SheetContentFactory.build(
        title="Le sien",
        group_size=None,
        level="confirme",
        needs_internet=False,
        audience="member",
        licence="cc0",
        tags=("arnaque", "courriel"),
        skills=skill_keys("D2.3"),
        steps=(StepContent("Accueil", 10, "Dites bonjour."), StepContent("Fin", None, "Dites au revoir.")),
    )
    assert differences(mine, theirs) == [
        Difference("Titre", "Le sien"),
        Difference("Niveau", "Confirmé"),
        Difference("Participants au plus", ""),
        Difference("Il faut une connexion à Internet", "Non"),
        Difference("Déroulé", "Accueil (10 min)\nDites bonjour.\n\nFin\nDites au revoir."),
        Difference("Compétences du B2i", str(Skill.objects.get(code="D2.3"))),
        Difference("Mots-clés", "arnaque, courriel"),
        Difference("Visible par", "Membres du réseau"),
        Difference("Licence", "CC0 1.0"),
    ]
