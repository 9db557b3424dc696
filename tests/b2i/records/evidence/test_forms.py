"""Tests of the form of evidence."""

import pytest

from b2i.records.evidence.forms import FactForm
from b2i.records.services import GESTURE_WANTED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", GESTURE_WANTED),
        ("A montré " + "x" * 292, "Une ligne suffit\u00a0: 300 caractères au plus."),
    ],
)
def test_evidence_text_is_one_line(skill, text, message):
    assert FactForm({"text": text, "kind": "observed", "place": "home", "help_given": "alone"}, skill=skill).errors == {
        "text": [message]
    }


def test_fields_of_each_skill_have_their_own_ids(skill):
    assert FactForm(skill=skill)["text"].id_for_label == f"preuve-{skill.pk}-text"
