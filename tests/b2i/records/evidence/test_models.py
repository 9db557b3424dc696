"""Files of evidence: who reads them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from b2i.records.evidence.models import EvidenceFile
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, RetractedEvidenceFactory

pytestmark = pytest.mark.django_db


def test_files_are_visible_to_the_learner_and_to_those_who_follow(record, animator, stranger, coordinator):
    file = EvidenceFileFactory(evidence=EvidenceFactory(record=record))
    EvidenceFileFactory(evidence=RetractedEvidenceFactory(record=record))
    readers = (record.learner.member, animator, stranger, coordinator, AnonymousUser())
    assert [list(EvidenceFile.objects.visible_to(reader)) for reader in readers] == [[file], [file], [], [], []]
