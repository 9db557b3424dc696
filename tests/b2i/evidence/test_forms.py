"""Tests of the form of evidence."""

import pytest

from b2i.evidence.forms import EvidenceForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Dites en une ligne ce que la personne a fait."),
        ("x" * 301, "Une ligne suffit\u00a0: 300 caractères au plus."),
    ],
)
def test_evidence_text_is_one_line(skill, text, message):
    assert EvidenceForm({"text": text, "kind": "observed"}, skill=skill).errors == {"text": [message]}


def test_fields_of_each_skill_have_their_own_ids(skill):
    assert EvidenceForm(skill=skill)["text"].id_for_label == f"preuve-{skill.pk}-text"
