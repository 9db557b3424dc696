"""Two coordinators decide at the same moment: one decision, the other is refused in words."""

import pytest
from django.core.exceptions import ValidationError

from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import LabelOutcome
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.people.members.models.member import Member
from tests.factories.reseau import MemberFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_file_is_decided_once_by_coordinators_at_once_on_postgresql(visited, in_parallel):
    coordinators = [MemberFactory(coordinator=True).pk for _ in range(4)]

    def grant(key: int) -> str:
        assessment, coordinator = Assessment.objects.get(pk=visited.pk), Member.objects.get(pk=key)
        try:
            decide(assessment=assessment, outcome=LabelOutcome.GRANTED, by=coordinator)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "decided"

    refused = "Ce dossier n’attend pas de décision."
    assert sorted(in_parallel(grant, coordinators)) == [refused] * 3 + ["decided"]
    assert in_parallel(lambda _: FileDecision.objects.count(), [None]) == [1]
