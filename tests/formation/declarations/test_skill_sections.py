"""Trainings on the page of a skill, with their next date, for members only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reseau.texts.wording import day_in_full
from tests.factories.b2i import LearnerFactory, SkillFactory
from tests.factories.formation import SessionFactory, TrainingPageFactory

pytestmark = pytest.mark.django_db
HEADING = "Se former à la transmettre"


@pytest.fixture
def skill(training):
    skill = SkillFactory()
    training.skills.add(skill)
    training.save()
    return skill


def test_members_see_trainings_and_their_next_date(client_of, animator, skill, session):
    page = client_of(animator).get(skill.get_absolute_url()).content.decode()
    assert page.count("Animer un atelier collectif") == 1
    assert page.count(day_in_full(session.half_days.get().date).capitalize()) == 1
    assert page.count(f'href="{session.get_absolute_url()}"') == 1


def test_visitors_do_not_see_trainings(client, client_of, skill, epm):
    learner = client_of(LearnerFactory(epm=epm).member)
    assert [browser.get(skill.get_absolute_url()).content.decode().count(HEADING) for browser in (client, learner)] == [
        0,
        0,
    ]


def test_training_without_date_shows_a_message(client_of, animator, skill):
    page = client_of(animator).get(skill.get_absolute_url()).content.decode()
    assert page.count("Pas de date pour l’instant") == 1


def test_query_count_is_constant(client_of, animator, skill, session):
    client = client_of(animator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(skill.get_absolute_url())
        return len(captured)

    client.get(skill.get_absolute_url())
    with_one = queries()
    for _ in range(2):
        other_training = TrainingPageFactory()
        other_training.skills.add(skill)
        other_training.save()
        SessionFactory(training=other_training, epm=session.epm)
    assert queries() == with_one <= 12
