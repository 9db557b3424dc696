"""A charter of two criteria, and files of one place at each stage, moved there by the services."""

import datetime

import pytest
from django.utils import timezone

from qualite.labelling.enums import AnswerLevel, LiveFigure, Sight
from qualite.labelling.self_assessment.services import open_assessment, save_answer, submit_assessment
from qualite.labelling.visits.services import hand_in_visit, plan_visit, save_observations
from tests.factories.qualite import CharterFactory, CriterionFactory

HOURS = {"start": datetime.time(14), "end": datetime.time(16)}


@pytest.fixture
def charter():
    charter = CharterFactory(slug="epm", name="Charte des EPM")
    CriterionFactory(
        axis__charter=charter, axis__title="Accueillir", title="Ouvert", figure=LiveFigure.HOURS, is_required=True
    )
    CriterionFactory(axis__charter=charter, axis__title="Apprendre", title="Un livret pour chacun")
    return charter


@pytest.fixture
def answer(animator):
    """`answer(assessment, level=…)`: the team answers every criterion."""

    def answer_all(assessment, level=AnswerLevel.YES, by=None):
        for criterion in assessment.charter.criteria:
            edition = assessment.answers.filter(criterion=criterion).values_list("edition", flat=True).first() or 0
            save_answer(
                assessment=assessment,
                criterion=criterion,
                by=by or animator,
                edition=edition,
                level=level,
                words="Un fait.",
                link="",
            )

    return answer_all


@pytest.fixture
def draft(epm, charter, animator):
    return open_assessment(epm=epm, charter=charter, by=animator)


@pytest.fixture
def submitted(draft, answer, animator):
    answer(draft)
    return submit_assessment(assessment=draft, by=animator)


@pytest.fixture
def visit(submitted, stranger, territorial):
    """A visit today by an animator of another territory."""
    return plan_visit(assessment=submitted, visitor=stranger, date=timezone.localdate(), by=territorial, **HOURS)


@pytest.fixture
def visited(visit, stranger):
    criteria = visit.assessment.charter.criteria
    seen = {criterion.pk: (Sight.SEEN, "Je l’ai vu.") for criterion in criteria}
    save_observations(visit=visit, observations=seen, summary="Un lieu vivant.")
    hand_in_visit(visit=visit, by=stranger)
    visit.assessment.refresh_from_db()
    return visit.assessment
