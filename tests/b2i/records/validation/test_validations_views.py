"""Tests of the pages where evaluators decide."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Validation
from b2i.records.validation.services.validation import validate, withdraw_proposal
from reseau.texts.wording import day_in_full
from tests.factories.b2i import (
    EvidenceFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    RetractedEvidenceFactory,
    skill_of,
)
from tests.factories.reseau import PositionFactory
from tests.factories.validation import AccreditationFactory, ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db
QUEUE = "/b2i/a-valider/"
ACTIONS = ("valider", "renvoyer", "signer", "retirer")


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def proposal_to_luzech(record, skill, other_epm, stranger, animator, b2i_adultes):
    """A proposal from Gramat to the centre of Luzech, where the stranger is accredited."""
    AccreditationFactory(epm=other_epm, framework=b2i_adultes)
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    evidence = EvidenceFactory(record=record, skill=skill, text="A rangé ses photos")
    return ProposalFactory(record=record, skill=skill, evidence=evidence, centre=other_epm, proposed_by=animator)


def test_queue_shows_proposals_to_decide(client_of, evaluator, proposal):
    response = client_of(evaluator).get(QUEUE)
    assert list(response.context["proposals"]) == [proposal]
    assert text_of(response).count("Jeanne Delpech") >= 1


def test_empty_queue_shows_a_message(client_of, evaluator, centre):
    assert text_of(client_of(evaluator).get(QUEUE)).count("Rien n’attend votre décision") == 1


def test_queue_is_for_evaluators_only(request, client_of, proposal, proposal_to_luzech):
    for person in ("animator", "colleague", "territorial", "coordinator"):
        assert client_of(request.getfixturevalue(person)).get(QUEUE).status_code == 404
    assert client_of(proposal.record.learner.member).get(QUEUE).status_code == 404
    assert Client().get(QUEUE).status_code == 302


def test_queue_closes_with_accreditation(client_of, evaluator, proposal):
    client = client_of(evaluator)
    Accreditation.objects.filter(member=evaluator).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get(QUEUE).status_code == 404


def test_queue_query_count_is_same_for_one_and_many_proposals(client_of, evaluator, proposal, epm, record):
    client = client_of(evaluator)
    with_one = queries(client, QUEUE)
    for number in range(1, 4):
        ProposalFactory(record=record, skill=skill_of(record, f"D2.{number}"))
    for learner in LearnerFactory.create_batch(6, epm=epm):
        ProposalFactory(record=RecordFactory(learner=learner, framework=record.framework))
    assert queries(client, QUEUE) == with_one <= 12


def test_queue_shows_validations_to_countersign(client_of, evaluator, record, centre, proposal):
    validation = ValidationFactory(proposal=ProposalFactory(record=record))
    ValidationFactory(proposal=ProposalFactory(record=record, skill=skill_of(record, "D3.1")), decided_by=evaluator)
    assert list(client_of(evaluator).get(QUEUE).context["to_countersign"]) == [validation]


def test_proposal_page_shows_all_evidence_of_skill(client_of, evaluator, proposal, record, skill):
    EvidenceFactory(record=record, skill=skill, text="A retrouvé un courrier")
    EvidenceFactory(record=record, text="A nommé les parties de l’ordinateur")
    page = text_of(client_of(evaluator).get(proposal.get_absolute_url()))
    counts = [page.count(text) for text in ("A rangé ses photos", "A retrouvé un courrier", "A nommé les parties")]
    assert counts == [1, 1, 0]


def test_evaluator_reads_when_a_fact_was_noted_if_it_is_another_day(
    client_of, evaluator, record, skill, centre, animator
):
    fact = EvidenceFactory(record=record, skill=skill, observed_on=timezone.localdate() - timedelta(days=2))
    proposal = ProposalFactory(record=record, skill=skill, evidence=fact, centre=centre, proposed_by=animator)
    EvidenceFactory(record=record, skill=skill)
    noted = f"<dt>Noté le</dt><dd>{day_in_full(timezone.localdate())}</dd>"
    for path in (proposal.get_absolute_url(), f"/b2i/a-valider/livrets/{record.learner_id}/"):
        page = text_of(client_of(evaluator).get(path))
        assert (page.count(noted), page.count("<dt>Noté le</dt>")) == (1, 2)


def test_evaluator_does_not_read_a_retracted_line(client_of, evaluator, proposal, record, skill):
    RetractedEvidenceFactory(record=record, skill=skill)

    for path in (proposal.get_absolute_url(), reverse("b2i:learner_proposals", args=[record.learner_id])):
        page = text_of(client_of(evaluator).get(path))
        assert (page.count("A rangé ses photos"), page.count("Notée par erreur")) == (1, 0)


TAKE_BACK, SIGN_TOO, SENTENCES = "Retirer la proposition<", "je signe aussi", ("Peut décider", "Plus personne ne peut")


@pytest.mark.parametrize("end", ["decided", "withdrawn"])
def test_proposal_that_ended_is_not_taken_back(client_of, animator, evaluator, proposal, end):
    if end == "decided":
        validate(proposal=proposal, decided_by=evaluator)
    else:
        withdraw_proposal(proposal=proposal, withdrawn_by=animator)
    page = text_of(client_of(animator).get(proposal.get_absolute_url()))
    assert [words in page for words in (TAKE_BACK, SIGN_TOO, *SENTENCES)] == [False] * 4
    assert ("avant toute décision" in page) == (end == "withdrawn")


def test_evaluator_who_does_not_follow_the_learner_cannot_take_the_proposal_back(
    client_of, animator, stranger, proposal_to_luzech
):
    shown = [
        TAKE_BACK in text_of(client_of(reader).get(proposal_to_luzech.get_absolute_url()))
        for reader in (animator, stranger)
    ]
    assert shown == [True, False]


def test_proposal_page_says_when_nobody_can_decide_any_more(client_of, animator, evaluator, proposal):
    Accreditation.objects.filter(member=evaluator).update(ends_on=timezone.localdate() - timedelta(days=1))
    page = text_of(client_of(animator).get(proposal.get_absolute_url()))
    assert [words in page for words in (TAKE_BACK, *SENTENCES)] == [True, False, True]


def test_third_person_alone_is_offered_to_sign(client_of, animator, evaluator, proposal, epm, b2i_adultes):
    third = PositionFactory(epm=epm).member
    AccreditationFactory(of_person=True, member=third, framework=b2i_adultes)
    validate(proposal=proposal, decided_by=evaluator)
    shown = [
        SIGN_TOO in text_of(client_of(reader).get(proposal.get_absolute_url()))
        for reader in (animator, evaluator, third)
    ]
    assert shown == [False, False, True]


def test_proposal_page_names_evaluators(client_of, animator, evaluator, proposal):
    page = text_of(client_of(animator).get(proposal.get_absolute_url()))
    assert page.count(f"Peut décider\u00a0: {evaluator}") == 1
    assert (page.count("je valide"), page.count("Retirer la proposition")) == (0, 1)


def test_proposal_without_evaluator_shows_a_message(client_of, animator, proposal):
    assert text_of(client_of(animator).get(proposal.get_absolute_url())).count("Plus personne ne peut décider") == 1


def test_proposal_query_count_is_same_for_one_and_ten_lines(client_of, evaluator, proposal, record, skill):
    client, path = client_of(evaluator), proposal.get_absolute_url()
    queries(client, path)  # the first opening of the day is noted, in one query more
    with_one = queries(client, path)
    EvidenceFactory.create_batch(9, record=record, skill=skill)
    assert queries(client, path) == with_one <= 12


def test_skill_is_validated_with_one_button(client_of, evaluator, proposal, record, animator):
    response = client_of(evaluator).post(f"{proposal.get_absolute_url()}valider/", follow=True)
    assert Validation.objects.granted().get().decided_by == evaluator
    assert text_of(response).count("Jeanne Delpech\u00a0: «\u00a0Ranger et retrouver un fichier\u00a0», validée.") == 1
    page = text_of(client_of(animator).get(f"{record.learner.get_absolute_url()}?domaine=D1"))
    assert page.count(f"par {evaluator}") == 1
    assert page.count("sur 18, dont 1 validée") == 1


@pytest.mark.parametrize(
    ("words", "read"), [("Montrez-le sans aide.", "Montrez-le sans aide."), ("", "Demandez à l’animatrice")]
)
def test_learner_reads_what_is_written_to_them(client_of, evaluator, proposal, record, animator, words, read):
    data = {"reason": "À refaire sans aide", "words_to_learner": words}
    client_of(evaluator).post(f"{proposal.get_absolute_url()}renvoyer/", data)
    decision = Validation.objects.get()
    assert (decision.reason, decision.words_to_learner) == ("À refaire sans aide", words)
    page = text_of(client_of(record.learner.member).get("/b2i/mon-livret/parties/D1/"))
    assert (page.count("À reprendre"), page.count("À refaire sans aide"), page.count(read)) == (1, 0, 1)
    colleagues_page = text_of(client_of(animator).get(proposal.get_absolute_url()))
    assert (colleagues_page.count("À refaire sans aide"), colleagues_page.count("La personne lit")) == (1, bool(words))


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_return_without_reason_is_refused_beside_field(client_of, evaluator, proposal, reason):
    response = client_of(evaluator).post(f"{proposal.get_absolute_url()}renvoyer/", {"reason": reason})
    assert (response.status_code, Validation.objects.count()) == (422, 0)
    assert text_of(response).count('href="#id_reason"') == 1
    assert text_of(response).count('<details class="fold" open>') == 1


def test_earlier_decision_is_reported(client_of, evaluator, proposal, epm, b2i_adultes):
    third_evaluator = PositionFactory(epm=epm).member
    AccreditationFactory(of_person=True, member=third_evaluator, framework=b2i_adultes)
    validate(proposal=proposal, decided_by=third_evaluator)
    for action, data in (("valider", {}), ("renvoyer", {"reason": "Non"})):
        response = client_of(evaluator).post(f"{proposal.get_absolute_url()}{action}/", data, follow=True)
        assert text_of(response).count("a déjà décidé") == 1
    assert Validation.objects.get().decided_by == third_evaluator


def test_third_person_countersigns(client_of, evaluator, proposal, epm, b2i_adultes):
    third_evaluator = PositionFactory(epm=epm).member
    AccreditationFactory(of_person=True, member=third_evaluator, framework=b2i_adultes)
    validate(proposal=proposal, decided_by=third_evaluator)
    client, path = client_of(evaluator), proposal.get_absolute_url()
    assert text_of(client.get(path)).count("je signe aussi") == 1
    client.post(f"{path}signer/")
    page = text_of(client.post(f"{path}signer/", follow=True))
    assert SecondSignature.objects.get().signed_by == evaluator
    assert (page.count("déjà deux signatures"), page.count("je signe aussi")) == (1, 0)


def test_proposer_cannot_decide_or_sign(client_of, animator, proposal, b2i_adultes):
    AccreditationFactory(of_person=True, member=animator, framework=b2i_adultes)
    client, path = client_of(animator), proposal.get_absolute_url()
    assert [client.post(f"{path}{action}/").status_code for action in ("valider", "renvoyer", "signer")] == [404] * 3
    assert Validation.objects.count() == 0


def test_evaluator_of_other_epm_reads_proposal_not_record(client_of, stranger, proposal_to_luzech, record):
    EvidenceFactory(record=record, text="A nommé les parties de l’ordinateur")
    client = client_of(stranger)
    page = text_of(client.get(proposal_to_luzech.get_absolute_url()))
    assert (page.count("A rangé ses photos"), page.count("A nommé les parties")) == (1, 0)
    assert page.count(record.learner.get_absolute_url()) == 0
    assert page.count("Retirer la proposition") == 0
    assert client.get(record.learner.get_absolute_url()).status_code == 404
    assert client.post(f"{proposal_to_luzech.get_absolute_url()}valider/").status_code == 302
    assert Validation.objects.get().decided_by == stranger


def test_evidence_added_after_decision_is_hidden_from_other_epm(client_of, stranger, proposal_to_luzech, record, skill):
    validate(proposal=proposal_to_luzech, decided_by=stranger)
    EvidenceFactory(record=record, skill=skill, text="A aidé sa voisine")
    assert text_of(client_of(stranger).get(proposal_to_luzech.get_absolute_url())).count("A aidé sa voisine") == 0


@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_read_or_decide(request, client_of, proposal, other_epm, b2i_adultes, person):
    """Even if they are accredited, at another accredited centre."""
    member = request.getfixturevalue(person)
    AccreditationFactory(epm=other_epm, framework=b2i_adultes)
    AccreditationFactory(of_person=True, member=member, framework=b2i_adultes)
    client, path = client_of(member), proposal.get_absolute_url()
    assert client.get(path).status_code == 404
    assert [client.post(f"{path}{action}/", {"reason": "Non"}).status_code for action in ACTIONS] == [404] * 4
    assert Validation.objects.count() == 0


def test_learners_and_visitors_cannot_read_or_decide(client_of, proposal, other_record):
    path = proposal.get_absolute_url()
    for client, status in (
        (client_of(proposal.record.learner.member), 404),
        (client_of(other_record.learner.member), 404),
        (Client(), 302),
    ):
        assert client.get(path).status_code == status
        assert [client.post(f"{path}{action}/").status_code for action in ACTIONS] == [status] * 4


def test_closed_position_closes_proposals(client_of, evaluator, proposal):
    client = client_of(evaluator)
    evaluator.positions.update(end=timezone.localdate() - timedelta(days=1))
    assert client.get(proposal.get_absolute_url()).status_code == 302


def test_decisions_require_post(client_of, evaluator, proposal):
    client = client_of(evaluator)
    assert [client.get(f"{proposal.get_absolute_url()}{action}/").status_code for action in ACTIONS] == [405] * 4


@pytest.fixture
def proposals(record, centre, animator):
    """Three skills of the record proposed to the centre."""
    return [
        ProposalFactory(record=record, skill=skill_of(record, f"D3.{number}"), proposed_by=animator)
        for number in (1, 2, 3)
    ]


def test_several_skills_are_validated_on_one_page(client_of, evaluator, proposals, record):
    client, path = client_of(evaluator), f"{QUEUE}livrets/{record.learner.pk}/"
    assert text_of(client.get(QUEUE)).count(path) == 1
    assert text_of(client.get(path)).count('type="checkbox"') == 3
    ticked_keys = [proposal.pk for proposal in proposals[:2]]
    response = client.post(f"{path}valider/", {"proposals": ticked_keys}, follow=True)
    assert text_of(response).count("2\u00a0compétences validées") == 1
    assert sorted(Validation.objects.values_list("proposal", flat=True)) == ticked_keys


def test_learner_page_query_count_is_same_for_one_and_three_proposals(client_of, evaluator, proposals, record):
    client, path = client_of(evaluator), f"{QUEUE}livrets/{record.learner.pk}/"
    queries(client, path)  # the first opening of the day is noted, in one query more
    with_three = queries(client, path)
    for proposal in proposals[1:]:
        validate(proposal=proposal, decided_by=evaluator)
    assert queries(client, path) == with_three <= 12


def test_wrong_choice_is_refused_and_ticks_are_kept(client_of, evaluator, proposals, record, other_record):
    proposal_of_other_record = ProposalFactory(record=other_record)
    client, path = client_of(evaluator), f"{QUEUE}livrets/{record.learner.pk}/valider/"
    assert text_of(client.post(path)).count("Cochez au moins une compétence") == 1
    response = client.post(path, {"proposals": [proposals[0].pk, proposal_of_other_record.pk]})
    assert response.status_code == 422
    assert (text_of(response).count("n’attend plus votre décision"), text_of(response).count(" checked")) == (1, 1)
    assert Validation.objects.count() == 0


def test_learner_page_disappears_once_all_is_decided(client_of, evaluator, proposal, record):
    validate(proposal=proposal, decided_by=evaluator)
    client, path = client_of(evaluator), f"{QUEUE}livrets/{record.learner.pk}/"
    responses = client.get(path, follow=True), client.post(f"{path}valider/", {"proposals": [proposal.pk]}, follow=True)
    assert [text_of(response).count("Plus rien n’attend votre décision") for response in responses] == [1, 1]


@pytest.mark.parametrize("person", ["animator", "stranger", "coordinator"])
def test_learner_page_is_for_evaluators_only(request, client_of, proposals, record, proposal_to_luzech, person):
    client, path = client_of(request.getfixturevalue(person)), f"{QUEUE}livrets/{record.learner.pk}/"
    if person == "stranger":  # accredited at Luzech: sees proposals to Luzech only
        assert [row[0] for row in client.get(path).context["rows"]] == [proposal_to_luzech]
    else:
        assert client.get(path).status_code == 404
    client.post(f"{path}valider/", {"proposals": [proposals[0].pk]})
    assert Validation.objects.count() == 0


def test_validations_do_not_raise_query_count_of_records(client_of, animator, record, proposals):
    for proposal in proposals:
        ValidationFactory(proposal=proposal)
    PositioningFactory(record=record)
    assert queries(client_of(animator), record.learner.get_absolute_url()) <= 10
    client = client_of(record.learner.member)
    assert queries(client, "/b2i/mon-livret/") <= 12
    assert text_of(client.get("/b2i/mon-livret/")).count("Bravo\u00a0! Cette partie est finie (3 sur 3).") == 1
