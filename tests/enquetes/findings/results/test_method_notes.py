"""Notes on the method: what was weighted, and what came since."""

from dataclasses import replace

from django.utils import timezone

from enquetes.findings.results.method_notes import MethodNotes
from enquetes.preparation.weighting.models import Weighting
from tests.factories.enquetes import CampaignFactory


def test_notes_tell_the_responses_that_came_after_the_weights(db):
    weighting = Weighting(answers=1200, design_effect=1.2, effective_size=1000, made_on=timezone.now())
    notes = MethodNotes(CampaignFactory(), 1200, 1200, weighting, ("Votre âge",))
    assert "réponses comptaient" not in notes.weighting_words

    words = replace(notes, answers=1260).weighting_words
    assert words.endswith(
        "quand 1\u202f200 réponses comptaient\u00a0; 1\u202f260 comptent à présent, les nouvelles pour 1"
    )
