"""Tests of the pages of the passage, and of the former record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.renewals.models import Renewal
from b2i.outcomes.renewals.services import renew_record
from tests.factories.b2i import EvidenceFactory, LearnerFactory, PositioningFactory, RecordFactory, skill_of

pytestmark = pytest.mark.django_db
ALL = "/b2i/livrets/nouvelle-version/"


def test_preview_says_what_becomes_of_each_skill_and_changes_nothing(client_of, animator, record, new_version):
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"))
    page = client_of(animator).get(f"/b2i/livrets/{record.learner_id}/nouvelle-version/").text
    for words in (
        "Gardées telles quelles (1)",
        "Partagée en plusieurs (1)",
        "Réunie à d’autres (2)",
        "Reprise en partie (1)",
        "Sans correspondance (13)",
    ):
        assert page.count(words) == 1, words
    assert (page.count("Nouvelles (1)"), page.count("1 preuve")) == (1, 1)
    # D1.1, D1.2 twice, D1.3, D1.4, D2.1 lead somewhere; thirteen and the new one do not.
    assert (page.count("<li>→ <a"), page.count("Elle reste lisible dans le livret d’avant.")) == (6, 13)
    assert Renewal.objects.count() == 0


def test_preview_of_a_record_that_must_wait_says_so_and_offers_no_passage(client_of, animator, proposal, new_version):
    page = client_of(animator).get(f"/b2i/livrets/{proposal.record.learner_id}/nouvelle-version/").text
    assert (page.count("Une décision est attendue"), page.count("Ouvrir le livret")) == (1, 0)


def test_version_that_awaits_its_adoption_is_announced(client_of, animator, record, coordinator):
    ProposedVersion.objects.create(
        former=record.framework, content={"titre": "B2i Adultes 2027", "version": "1"}, proposed_by=coordinator
    )
    page = client_of(animator).get(ALL).text
    assert page.count("La coordination relit une nouvelle version\u00a0: B2i Adultes 2027.") == 1


def test_passage_leads_to_the_new_record_which_cites_the_former_one(client_of, animator, record, new_version):
    EvidenceFactory(record=record, text="A nommé l’écran et la souris")
    client = client_of(animator)
    response = client.post(f"/b2i/livrets/{record.learner_id}/nouvelle-version/", follow=True)
    former = f"/b2i/livrets/{record.learner_id}/avant/"
    assert (response.redirect_chain[0][0], response.text.count(former)) == (record.learner.get_absolute_url(), 1)
    page = client.get(former).text
    assert page.count("A nommé l’écran et la souris") == 1
    assert page.count("On n’y écrit plus") == 1


def test_learner_reads_the_former_record(client_of, animator, record, new_version):
    PositioningFactory(record=record, level="alone")
    renew_record(record=record, by=animator)
    client = client_of(record.learner.member)
    assert client.get("/b2i/mon-livret/").text.count("/b2i/mon-livret/avant/") == 1
    assert client.get("/b2i/mon-livret/avant/").text.count("J’y arrive sans aide") == 1


def test_record_up_to_date_has_no_former_one_and_nothing_to_pass(client_of, animator, record):
    client = client_of(animator)
    response = client.post(f"/b2i/livrets/{record.learner_id}/nouvelle-version/", follow=True)
    assert response.text.count("déjà sur le référentiel en usage") == 1
    assert client.get(f"/b2i/livrets/{record.learner_id}/avant/").status_code == 404
    assert client_of(record.learner.member).get("/b2i/mon-livret/avant/").status_code == 404
    assert client.get(ALL).text.count("Tous vos livrets sont sur le référentiel en usage") == 1


def test_all_records_of_the_epm_pass_but_those_that_wait(client_of, animator, proposal, other_record, new_version, epm):
    framework = proposal.record.framework
    others = [RecordFactory(learner=LearnerFactory(epm=epm), framework=framework) for _ in range(2)]
    response = client_of(animator).post(ALL, follow=True)
    assert response.text.count("2 livrets sur la nouvelle version.") == 1
    assert response.text.count("1 livret\u00a0: Une décision est attendue") == 1
    assert {renewal.former for renewal in Renewal.objects.all()} == set(others)


def test_other_epm_and_coordination_do_not_pass(client_of, stranger, coordinator, record, new_version):
    for person in (stranger, coordinator):
        client = client_of(person)
        path = f"/b2i/livrets/{record.learner_id}/"
        assert client.post(f"{path}nouvelle-version/").status_code == 404
        assert client.get(f"{path}avant/").status_code == 404
        client.post(ALL)
    assert Renewal.objects.count() == 0


def test_query_count_is_same_for_one_and_three_records(client_of, animator, record, new_version, epm):
    client = client_of(animator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(ALL)
        return len(captured)

    with_one = queries()
    for _ in range(2):
        RecordFactory(learner=LearnerFactory(epm=epm), framework=record.framework)
    assert queries() == with_one <= 12


def test_former_record_is_read_within_the_budget(client_of, animator, record, new_version):
    EvidenceFactory.create_batch(3, record=record)
    renew_record(record=record, by=animator)
    client = client_of(animator)
    client.get(f"/b2i/livrets/{record.learner_id}/avant/")  # notes the access of the day
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/b2i/livrets/{record.learner_id}/avant/")
    assert len(captured) <= 13
