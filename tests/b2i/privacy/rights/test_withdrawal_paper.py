"""The paper on which a learner takes their consent back: who prints it, and what it says."""

import json

import pytest

from b2i.privacy.rights.paper import withdrawal_paper
from tests.factories.b2i import ConsentFactory, FollowingFactory

pytestmark = pytest.mark.django_db


def test_paper_names_the_consents_and_every_epm_that_reads(record, other_epm):
    learner = record.learner
    ConsentFactory(learner=learner)
    FollowingFactory(learner=learner, epm=other_epm)

    words = json.loads(withdrawal_paper(learner).data)

    assert (words["card"], words["others"], len(words["consents"])) == (learner.card_number, [other_epm.name], 2)
    assert words["with_parent"] is False


def test_parent_signs_the_withdrawal_too(record):
    ConsentFactory(learner=record.learner, giver="parent", parent_name="Claire Delpech", paper_mark="Classeur 2026")

    words = json.loads(withdrawal_paper(record.learner).data)

    assert (words["with_parent"], words["consents"][0][2]) == (True, "La personne et un parent, Claire Delpech")


@pytest.mark.parametrize(
    ("person", "status"), [("animator", 200), ("stranger", 404), ("territorial", 404), ("coordinator", 404)]
)
def test_epm_that_keeps_the_record_prints_it(request, client_of, record, person, status):
    answer = client_of(request.getfixturevalue(person)).get(f"/b2i/livrets/{record.learner.pk}/retrait.pdf")

    assert answer.status_code == status


def test_epm_that_follows_does_not_end_everything(client_of, record, stranger, other_epm):
    FollowingFactory(learner=record.learner, epm=other_epm)

    assert client_of(stranger).get(f"/b2i/livrets/{record.learner.pk}/retrait.pdf").status_code == 404
