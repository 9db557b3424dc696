"""Tests that a doubt about the age stands on every page before a decision, in the file, and refuses nothing."""

import json
from datetime import date

import pytest
from django.utils import timezone

from b2i.frameworks.enums import AgeDoubt
from b2i.outcomes.jury.jury_file import build_jury_file
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.paper import jury_paper
from b2i.records.models import Record
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.b2i import skill_of
from tests.factories.statements import CandidacyFactory, CivilIdentityFactory

pytestmark = pytest.mark.django_db


def year_of(age: int) -> int:
    return timezone.localdate().year - age


@pytest.fixture(params=[None, 12, 16, 40])
def doubt(request, learner):
    """The doubt about a learner of that age this year, None for an adult."""
    learner.birth_year = request.param and year_of(request.param)
    learner.save(update_fields=["birth_year"])
    return {None: AgeDoubt.UNKNOWN, 12: AgeDoubt.UNDER, 16: AgeDoubt.PERHAPS_UNDER, 40: None}[request.param]


def doubts_on(client, path: str) -> list[AgeDoubt]:
    page = client.get(path).content.decode()
    assert page.count(AgeDoubt.UNDER.rule) == page.count("Rien n’est refusé ici.")
    return [
        doubt for doubt in AgeDoubt for _ in range(page.count(f"<strong>{doubt.label[0].upper()}{doubt.label[1:]}."))
    ]


def test_pages_before_a_decision_say_it_once(client_of, animator, evaluator, record, proposal, doubt):
    expected = [doubt] if doubt else []
    livret = f"/b2i/livrets/{record.learner_id}/"
    validate_skills(record, "D1.1")
    for reader, path in (
        (animator, f"{livret}competences/{skill_of(record, 'D1.2').pk}/proposer/"),
        (evaluator, proposal.get_absolute_url()),
        (evaluator, f"/b2i/a-valider/livrets/{record.learner_id}/"),
        (animator, f"{livret}jury/"),
    ):
        assert doubts_on(client_of(reader), path) == expected, path


def test_nothing_is_refused(client_of, animator, record, doubt):
    validate_skills(record, *ENOUGH)
    client_of(animator).post(f"/b2i/livrets/{record.learner_id}/jury/demande/", {"agreement": "on"})
    assert Candidacy.objects.get().noted_by == animator


def age_in_file(record: Record) -> list[str]:
    paper = jury_paper(build_jury_file(Record.objects.with_learner().get(pk=record.pk)))
    return [words for name, words in json.loads(paper.data)["facts"] if name == "Âge"]


def test_file_says_it(record, doubt):
    assert age_in_file(record) == ([f"{doubt.label}. {doubt.rule}"] if doubt else [])


@pytest.mark.parametrize(("age", "doubt"), [(12, AgeDoubt.UNDER), (40, None)])
def test_civil_identity_settles_what_the_year_left_open(record, age, doubt):
    born_on = date(year_of(age), 1, 1)
    CivilIdentityFactory(candidacy=CandidacyFactory(record=record), born_on=born_on)
    assert age_in_file(record) == ([f"{doubt.label}. {doubt.rule}"] if doubt else [])
