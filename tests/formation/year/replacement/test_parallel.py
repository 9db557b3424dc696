"""Acceptances at the same time: one takes the session."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from extranet.public.pages.site_tree import ensure_site_tree
from formation.sessions.models.session_people import SessionTrainer
from formation.year.replacement.models import ReplacementCall
from formation.year.replacement.services import TAKEN, accept_call, call_replacement
from tests.factories.formation import SessionFactory, TrainingPageFactory
from tests.factories.planning import TrainerProfileFactory
from tests.factories.reseau import PositionFactory
from tests.formation.year.replacement.conftest import give


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_six_acceptances_at_once_give_the_session_to_one_person_on_postgresql(in_parallel):
    ensure_site_tree()
    training = TrainingPageFactory()
    session, ill = SessionFactory(training=training), PositionFactory().member
    give(session, ill)
    coordinator = PositionFactory(coordinator=True).member
    people = [TrainerProfileFactory(trainings=[training]).member for _ in range(6)]
    call = call_replacement(session=session, replaced=ill, members=people, by=coordinator)

    def accept(member) -> str:
        try:
            accept_call(call=ReplacementCall.objects.get(pk=call.pk), by=member)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "taken"

    outcomes = Counter(in_parallel(accept, people))

    assert outcomes == {"taken": 1, TAKEN: 5}
    assert SessionTrainer.objects.filter(session=session).get().member_id == ReplacementCall.objects.get().taken_by_id
