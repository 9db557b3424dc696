"""Actions of a plan, and their reminders."""

import datetime

import pytest
from django.utils import timezone

from alertes.channels.notices.models import Notice
from qualite.labelling.action_plan.services import change_action, plan_action, remind_of_actions
from qualite.labelling.enums import ActionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(draft, animator):
    """`plan(days)`: an action due in so many days."""

    def add(days: int):
        due_on = timezone.localdate() + datetime.timedelta(days=days)
        return plan_action(assessment=draft, by=animator, text="Afficher le règlement", who="La mairie", due_on=due_on)

    return add


def test_action_that_is_done_says_when_and_forgets_it_when_it_opens_again(plan):
    done = change_action(action=plan(5), state=ActionState.DONE)
    assert done.closed_on == timezone.localdate()

    assert change_action(action=done, state=ActionState.UNDER_WAY).closed_on is None


def test_reminders_come_once_before_and_once_after(plan, animator):
    soon, late = plan(14), plan(-1)
    plan(15)
    change_action(action=plan(3), state=ActionState.DROPPED)

    counts = [remind_of_actions(), remind_of_actions()]

    notices = Notice.objects.filter(member=animator, key__contains=":action:").order_by("pk")
    assert counts == [2, 2]
    assert {notice.key.rsplit(":", 3)[1] for notice in notices} == {str(soon.pk), str(late.pk)}
    assert notices.count() == 2


def test_action_of_a_closed_place_is_not_told(plan, epm):
    plan(-1)
    epm.is_open = False
    epm.save()

    assert remind_of_actions() == 0
