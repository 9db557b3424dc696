"""Tests of the pages that propose a skill and withdraw a proposal."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal, Withdrawal
from b2i.records.validation.services.validation import validate
from tests.factories.b2i import EvidenceFactory, RetractedEvidenceFactory, skill_of
from tests.factories.reseau import PositionFactory
from tests.factories.validation import AccreditationFactory, ProposalFactory, earlier_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(record, skill, animator):
    """The later of two facts on the skill."""
    fact = EvidenceFactory(record=record, skill=skill, text="A rangé ses photos", observed_by=animator)
    earlier_fact(fact)
    return fact


@pytest.fixture
def path(record, skill, evidence):
    return f"/b2i/livrets/{record.learner.pk}/competences/{skill.pk}/proposer/"


def form_data(evidence, centre, **changed) -> dict:
    keys = [evidence.pk, earlier_fact(evidence).pk]
    return {f"facts-{evidence.skill_id}": keys, "centre": centre.pk, "note": ""} | changed


def test_practised_skill_can_be_proposed(client_of, animator, record, evidence, path):
    page = client_of(animator).get(f"{record.learner.get_absolute_url()}?domaine=D1").content.decode()
    assert page.count("à la validation</a>") == 1
    assert page.count(f'href="{path}"') == 1
    assert page.count('type="checkbox" name="competence"') == 1


def test_form_preselects_evidence_and_centre(client_of, animator, path, evidence, centre, evaluator):
    page = client_of(animator).get(path)
    form = page.context["form"]
    assert (form[f"facts-{evidence.skill_id}"].value(), form["centre"].value()) == (
        [evidence.pk, earlier_fact(evidence).pk],
        centre.pk,
    )
    html = page.content.decode()
    assert html.count("A rangé ses photos") == 1
    assert html.count("EPM de Gramat (1\u00a0personne habilitée)") == 1


def test_proposal_is_created_and_shown_in_record(client_of, animator, path, evidence, centre, evaluator):
    client = client_of(animator)
    response = client.post(path, form_data(evidence, centre, note="Vu deux fois"))
    proposal = Proposal.objects.get()
    assert (proposal.proposed_by, proposal.note) == (animator, "Vu deux fois")
    assert response["Location"].endswith("#competence-d1-2")
    page = client.get(response["Location"]).content.decode()
    assert page.count("Proposée à la validation") == 1
    assert page.count(proposal.get_absolute_url()) == 1
    assert page.count("</span> à la validation</a>") == 0


def test_retracted_line_is_neither_offered_nor_accepted(
    client_of, animator, record, skill, path, evidence, centre, evaluator
):
    retracted_line = RetractedEvidenceFactory(record=record, skill=skill)
    client = client_of(animator)

    form = client.get(path).context["form"]
    response = client.post(path, form_data(retracted_line, centre))

    assert (list(form.fields[f"facts-{skill.pk}"].queryset), form[f"facts-{evidence.skill_id}"].value()) == (
        [evidence, earlier_fact(evidence)],
        [evidence.pk, earlier_fact(evidence).pk],
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, [f"facts-{skill.pk}"])
    assert not Proposal.objects.exists()


def test_skill_with_a_retracted_line_alone_is_not_found(client_of, animator, record, skill, centre):
    RetractedEvidenceFactory(record=record, skill=skill)
    EvidenceFactory(record=record)

    path = f"/b2i/livrets/{record.learner.pk}/competences/{skill.pk}/proposer/"
    assert client_of(animator).get(path).status_code == 404


def test_skill_without_evidence_is_not_found(client_of, animator, record, skill, centre):
    path = f"/b2i/livrets/{record.learner.pk}/competences/{skill.pk}/proposer/"
    assert client_of(animator).get(path).status_code == 404


def test_page_without_accredited_centre_shows_a_message(client_of, animator, path):
    page = client_of(animator).get(path).content.decode()
    assert page.count("Aucun centre agréé") == 1
    assert page.count("<button>Proposer") == 0


def test_centre_whose_only_evaluator_proposes_is_not_offered(client_of, animator, path, centre, b2i_adultes):
    AccreditationFactory(of_person=True, member=animator, framework=b2i_adultes)
    assert client_of(animator).get(path).content.decode().count("Aucun centre agréé") == 1


def test_only_centre_is_preselected(client_of, animator, path, stranger, other_epm, b2i_adultes):
    AccreditationFactory(epm=other_epm, framework=b2i_adultes)
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    assert client_of(animator).get(path).context["form"]["centre"].value() == other_epm.pk


@pytest.mark.parametrize("changed", [{"centre": 999_999}, {"evidence": 999_999}, {"note": "x" * 301}, {"centre": ""}])
def test_refused_proposal_keeps_typed_data(client_of, animator, path, evidence, centre, evaluator, changed):
    if "evidence" in changed:
        changed = {f"facts-{evidence.skill_id}": changed["evidence"]}
    response = client_of(animator).post(path, form_data(evidence, centre, note="Mot gardé") | changed)
    assert response.status_code == 422
    assert response.content.decode().count('role="alert"') == 1
    assert response.content.decode().count("Mot gardé") == ("note" not in changed)
    assert Proposal.objects.count() == 0


def test_proposal_says_why_it_is_refused_once_no_centre_is_left(client_of, animator, path, evidence, centre):
    page = client_of(animator).post(path, form_data(evidence, centre)).content.decode()
    assert page.count("Ce lieu n’est pas un centre agréé où quelqu’un peut décider.") == 1
    assert page.count("Aucun centre agréé") == 1


def test_awaiting_proposal_is_reported(client_of, animator, path, proposal, centre, evaluator):
    response = client_of(animator).post(path, form_data(proposal.evidence, centre))
    assert (response.status_code, Proposal.objects.count()) == (422, 1)
    assert response.content.decode().count("elle attend une décision") == 1


@pytest.fixture
def two_lines(record, evidence, animator):
    """The later facts of two skills of the record."""
    other_fact = EvidenceFactory(record=record, skill=skill_of(record, "D2.1"), observed_by=animator)
    earlier_fact(other_fact)
    return [evidence, other_fact]


def test_several_skills_are_proposed_at_once(client_of, animator, evaluator, record, two_lines, centre):
    path = f"/b2i/livrets/{record.learner.pk}/proposer/?" + "&".join(
        f"competence={line.skill_id}" for line in two_lines
    )
    client = client_of(animator)
    page = client.get(path).content.decode()
    assert page.count("2 compétences, pour Jeanne Delpech") == 1
    answers = {f"facts-{line.skill_id}": [line.pk, earlier_fact(line).pk] for line in two_lines}
    response = client.post(path, answers | {"centre": centre.pk, "note": "Vu lundi"}, follow=True)
    assert response.redirect_chain == [(record.learner.get_absolute_url(), 302)]
    assert response.content.decode().count("2\u00a0compétences sont proposées à l’EPM de Gramat.") == 1
    assert [(proposal.evidence, proposal.note) for proposal in Proposal.objects.order_by("pk")] == [
        (line, "Vu lundi") for line in two_lines
    ]


def test_one_refused_skill_leaves_the_others_unproposed(client_of, animator, evaluator, record, two_lines, centre):
    path = f"/b2i/livrets/{record.learner.pk}/proposer/?" + "&".join(
        f"competence={line.skill_id}" for line in two_lines
    )
    answers = {f"facts-{two_lines[0].skill_id}": two_lines[0].pk, "centre": centre.pk, "note": "Vu lundi"}
    response = client_of(animator).post(path, answers)
    assert (response.status_code, Proposal.objects.count()) == (422, 0)
    assert response.content.decode().count("Vu lundi") == 1


@pytest.mark.parametrize(
    "query", ["", "?competence=", "?competence=x", "?competence=99999999999999999999", "?competence=0"]
)
def test_nothing_ticked_leads_back_to_the_record(client_of, animator, record, evidence, query):
    path = f"/b2i/livrets/{record.learner.pk}/proposer/"
    response = client_of(animator).get(path + query, follow=True)
    assert response.content.decode().count("Cochez au moins une compétence à proposer.") == 1


def test_query_count_is_same_for_one_and_four_centres(client_of, animator, path, centre, evaluator, b2i_adultes):
    client = client_of(animator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    queries()  # the first opening of the day is noted, in one query more
    with_one = queries()
    for _ in range(3):
        position = PositionFactory()
        AccreditationFactory(epm=position.epm, framework=b2i_adultes)
        AccreditationFactory(of_person=True, member=position.member, framework=b2i_adultes)
    assert queries() == with_one <= 12


@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_propose(request, client_of, path, evidence, centre, evaluator, person):
    client = client_of(request.getfixturevalue(person))
    assert client.get(path).status_code == 404
    assert client.post(path, form_data(evidence, centre)).status_code == 404
    assert Proposal.objects.count() == 0


def test_learners_and_visitors_cannot_propose(client_of, record, path, evidence, centre, evaluator):
    assert client_of(record.learner.member).post(path, form_data(evidence, centre)).status_code == 404
    assert Client().post(path, form_data(evidence, centre)).status_code == 302
    assert Proposal.objects.count() == 0


def test_colleague_withdraws_proposal(client_of, colleague, proposal):
    client = client_of(colleague)
    response = client.post(f"{proposal.get_absolute_url()}retirer/")
    assert Withdrawal.objects.get().withdrawn_by == colleague
    assert (
        client.get(response["Location"])
        .content.decode()
        .count("Ranger et retrouver un fichier\u00a0»</span> à la validation")
        == 1
    )
    assert client.get(proposal.get_absolute_url()).content.decode().count("avant toute décision") == 1


def test_decided_proposal_cannot_be_withdrawn(client_of, animator, proposal, evaluator):
    validate(proposal=proposal, decided_by=evaluator)
    response = client_of(animator).post(f"{proposal.get_absolute_url()}retirer/", follow=True)
    assert response.content.decode().count("a déjà décidé") == 1
    assert Withdrawal.objects.count() == 0


def test_evaluator_of_other_epm_cannot_withdraw(client_of, record, skill, stranger, other_epm, b2i_adultes):
    AccreditationFactory(epm=other_epm, framework=b2i_adultes)
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    proposal = ProposalFactory(record=record, skill=skill, centre=other_epm)
    assert client_of(stranger).post(f"{proposal.get_absolute_url()}retirer/").status_code == 404
    assert Withdrawal.objects.count() == 0
    assert Accreditation.objects.count() == 2
