"""Actions of a plan: planned, changed, done or dropped; reminders before and after their day."""

import datetime

from django.db import transaction
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from qualite.declarations.events import CHARTER_NEWS
from qualite.labelling.action_plan.models import OPEN_STATES, PlannedAction
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.people import team_of
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

# A reminder two weeks before the day, and one the day after it.
REMINDED_BEFORE = datetime.timedelta(days=14)


@transaction.atomic
def plan_action(*, assessment: Assessment, by: Member, **values) -> PlannedAction:
    """Add an action to the plan; `values`: text, who, due_on, and the criterion if it is about one."""
    action = PlannedAction(assessment=assessment, created_by=by, **values)
    action.full_clean()
    action.save()
    return action


@transaction.atomic
def change_action(*, action: PlannedAction, **values) -> PlannedAction:
    """Change an action: text, who, due_on, state. The day when it is done or dropped is noted."""
    action = PlannedAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    for name, value in values.items():
        setattr(action, name, value)
    if action.state in OPEN_STATES:
        action.closed_on = None
    else:
        action.closed_on = action.closed_on or timezone.localdate()
    action.full_clean()
    action.save()
    return action


def remind_of_actions() -> int:
    """Remind teams of actions that come within two weeks, once, and of late ones, once. Returns how many actions."""
    today = timezone.localdate()
    actions = PlannedAction.objects.open().filter(due_on__lte=today + REMINDED_BEFORE, assessment__epm__is_open=True)
    actions = list(actions.select_related("assessment__epm"))
    for action in actions:
        when = "late" if action.is_late else "soon"
        due_day = day_in_full(action.due_on, "j F Y")
        words = "aurait dû être faite" if action.is_late else "est à faire"
        notify(
            members=team_of(action.assessment),
            key=f"charter:{action.assessment_id}:action:{action.pk}:{action.due_on}:{when}",
            text=f"«\u00a0{action.text}\u00a0» {words} pour le {due_day}, par {action.who}.",
            url=action.assessment.get_absolute_url(),
            kind=CHARTER_NEWS,
            fact=fact_about("planned_action", action.pk),
        )
    return len(actions)
