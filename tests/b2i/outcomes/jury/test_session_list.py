"""Tests of the list of a session: who is on it, what the jury reads, who takes it away."""

import io

import pytest
from pypdf import PdfReader

from b2i.outcomes.jury.session_list import candidates_of, session_list_paper
from b2i.people.accesses.models import Access
from tests.b2i.outcomes.statements.test_paper import text_of
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.statements import (
    CandidacyFactory,
    CentreOpinionFactory,
    CivilIdentityFactory,
    JurySessionFactory,
)

pytestmark = pytest.mark.django_db


def text_of_list(jury, reader) -> str:
    return text_of(PdfReader(io.BytesIO(session_list_paper(jury, candidates_of(jury, reader)).pdf())))


def test_list_is_a_draft_that_numbers_candidates_with_identity_and_opinion(record, other_record, coordinator):
    jury = JurySessionFactory(past=True)
    validate_skills(record, *ENOUGH)
    candidacy = CandidacyFactory(record=record, jury=jury)
    CivilIdentityFactory(candidacy=candidacy)
    CentreOpinionFactory(candidacy=candidacy, centre__name="EPM de Gourdon")
    CandidacyFactory(record=other_record, delivered=True, jury=jury, attestation_number="B2IA-46-7")
    text = text_of_list(jury, coordinator)
    for expected in (
        "1 Vialard Jeanne, Marguerite (Jeanne Delpech), naissance le 1er mars 1958, Porto (Portugal)",
        "Favorable, EPM de Gourdon",
        "2 Rosalie Vayssières, état civil non noté",
        "Liste de la session de jury (brouillon)",
        "La présidence du jury",
    ):
        assert text.count(expected) == 1, (expected, text)
    assert text.count("B2IA-46-7") == 0  # a decision stands on a paper of its own


def test_list_is_archival(record, coordinator, judge_archival):
    jury = CandidacyFactory(record=record, jury=JurySessionFactory()).jury
    judge_archival(session_list_paper(jury, candidates_of(jury, coordinator)).pdf())


def test_list_leaves_out_other_sessions_and_whoever_may_not_read(record, animator, coordinator, stranger):
    CandidacyFactory(record=record, jury=JurySessionFactory())
    assert text_of_list(JurySessionFactory(), coordinator).count("Personne n’est devant ce jury") == 1
    jury = record.candidacies.get().jury
    assert [len(candidates_of(jury, reader)) for reader in (coordinator, stranger)] == [1, 0]


def test_list_is_for_the_coordination_and_noted_in_the_journal(client_of, record, animator, territorial, coordinator):
    jury = CandidacyFactory(record=record, jury=JurySessionFactory()).jury
    path = f"{jury.get_absolute_url()}liste.pdf"
    assert [client_of(person).get(path).status_code for person in (animator, territorial)] == [404, 404]
    assert client_of(coordinator).get(path).headers["Content-Type"] == "application/pdf"
    assert Access.objects.filter(learner=record.learner, kind="copied").count() == 1


def test_query_count_is_same_for_one_and_two_candidates(record, other_record, coordinator, django_assert_num_queries):
    jury = JurySessionFactory()
    CivilIdentityFactory(candidacy=CandidacyFactory(record=record, jury=jury))
    reader = type(coordinator).objects.get(pk=coordinator.pk)
    list(candidates_of(jury, reader))
    with django_assert_num_queries(7) as one:
        session_list_paper(jury, candidates_of(jury, reader))
    CandidacyFactory(record=other_record, jury=jury)
    with django_assert_num_queries(len(one)):
        session_list_paper(jury, candidates_of(jury, reader))


def test_list_and_file_of_an_earlier_jury_are_those_of_its_candidacy(record, coordinator, client_of):
    jury = JurySessionFactory(past=True)
    refused = CandidacyFactory(record=record, jury=jury, decision="refused", decided_on=jury.held_on)
    CivilIdentityFactory(candidacy=refused)
    CandidacyFactory(record=record, jury=JurySessionFactory())
    before = text_of_list(jury, coordinator)

    (file,) = candidates_of(jury, coordinator)
    address = f"/b2i/jury/candidatures/{refused.pk}/dossier.pdf"
    paper = text_of(PdfReader(io.BytesIO(client_of(coordinator).get(address).content)))

    assert file.candidacy == refused
    assert (before.count("Vialard"), before.count("état civil non noté")) == (1, 0)
    assert (paper.count("Vialard"), paper.count("non noté")) == (1, 0)
