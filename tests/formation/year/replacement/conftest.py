"""A session whose trainer cannot come, and people who could give it."""

import pytest

from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.occupancy import occupy
from tests.factories.planning import TrainerProfileFactory
from tests.factories.reseau import PositionFactory


def give(session, member, *, is_lead: bool = True) -> None:
    SessionTrainer.objects.create(session=session, member=member, is_lead=is_lead)
    occupy(session=session)


@pytest.fixture
def ill(session):
    """The trainer of `session`, a week ahead."""
    member = PositionFactory(member__first_name="Ange", member__last_name="Malade").member
    give(session, member)
    return member


@pytest.fixture
def able(training):
    """Two people who give the training."""
    return [TrainerProfileFactory(trainings=[training]).member for _ in range(2)]
