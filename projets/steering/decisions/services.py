"""Decisions: noted in a meeting, changed until its minutes are approved, followed until they are done or given up."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.services import move_project
from projets.steering.committee.models import CommitteePosition
from projets.steering.decisions.models import DecisionStep, SteeringDecision
from projets.steering.decisions.notices import notify_noted, remind
from projets.steering.decisions.permissions import may_move_decision
from projets.steering.enums import DecisionState, SteeringState
from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

NOT_HELD = "Une décision se note après la séance, jusqu’à l’approbation du compte rendu."
NO_STEP = "Cette décision n’en est plus là\u00a0: relisez sa page."
# A reminder two weeks before the day, and one after it.
REMINDED_BEFORE = datetime.timedelta(days=14)


@transaction.atomic
def note_decision(
    *,
    item: SteeringItem,
    text: str,
    by: Member,
    position: CommitteePosition | None = None,
    member: Member | None = None,
    outsider: str = "",
    due_on: datetime.date | None = None,
    project: Project | None = None,
    decides_project: bool = False,
    decision: SteeringDecision | None = None,
) -> SteeringDecision:
    """Note a decision of a meeting that was held, or change one; whoever is to act is told of a new one.

    With `decides_project`, its project moves from proposed to decided, by `move_project`, in the same transaction.
    Raises ValidationError for an empty text, no actor or several, approved minutes, a project that waits for nothing.
    """
    meeting = _held(item.meeting_id)
    is_new = decision is None
    row = SteeringDecision(item=item) if is_new else lock_row(SteeringDecision.objects.all(), decision.pk)
    row.text, row.due_on, row.project = text.strip(), due_on, project
    row.position, row.member, row.outsider = position, member, outsider.strip()
    if sum(map(bool, (row.position, row.member, row.outsider))) != 1:
        raise ValidationError("Dites qui agit\u00a0: une fonction, un membre, ou un nom, et un seul.")
    row.full_clean(exclude=["item", "position", "member", "project"])
    row.save()
    if decides_project:
        if project is None:
            raise ValidationError({"project": "Choisissez le projet que le comité décide."})
        move_project(project=project, state=ProjectState.DECIDED, by=by, words=f"{meeting}.")
    if is_new:
        DecisionStep.objects.create(decision=row, state=row.state, moved_by=by)
        notify_noted(row, by=by)
    return row


@transaction.atomic
def remove_decision(*, decision: SteeringDecision) -> None:
    """Remove a decision noted by mistake. Raises ValidationError once the minutes are approved, or it was followed."""
    _held(decision.item.meeting_id)
    decision = lock_row(SteeringDecision.objects.all(), decision.pk)
    if decision.steps.count() > 1:
        raise ValidationError("Cette décision est suivie\u00a0: abandonnez-la plutôt, avec une raison.")
    decision.delete()


@transaction.atomic
def move_decision(
    *,
    decision: SteeringDecision,
    state: DecisionState,
    by: Member,
    words: str,
    done_on: datetime.date | None = None,
) -> SteeringDecision:
    """Note that a decision is done, given up, or open again, with a line of its journal.

    Raises ValidationError without words, for a day to come, where the step is not possible or is not `by`'s.
    """
    decision = lock_row(SteeringDecision.objects.all(), decision.pk)
    if state not in decision.next_states or not may_move_decision(by, decision):
        raise ValidationError(NO_STEP)
    words, today = words.strip(), timezone.localdate()
    if not words:
        raise ValidationError({"words": "Écrivez une phrase\u00a0: elle reste avec la décision."})
    if done_on and done_on > today:
        raise ValidationError({"done_on": "Ce jour n’est pas encore venu."})
    decision.state = state
    decision.done_on = (done_on or today) if state == DecisionState.DONE else None
    decision.outcome = "" if state == DecisionState.OPEN else words
    decision.full_clean(exclude=["item", "position", "member", "project"])
    decision.save()
    step = DecisionStep(decision=decision, state=state, words=words, moved_by=by)
    step.full_clean(exclude=["decision", "moved_by"])
    step.save()
    return decision


def remind_of_decisions() -> int:
    """Remind of open decisions that come within two weeks, once, and of late ones, once. Returns how many."""
    limit = timezone.localdate() + REMINDED_BEFORE
    decisions = list(SteeringDecision.objects.filter(state=DecisionState.OPEN, due_on__lte=limit))
    for decision in decisions:
        remind(decision)
    return len(decisions)


def _held(key: int) -> SteeringMeeting:
    meeting = lock_row(SteeringMeeting.objects.all(), key)
    if meeting.state != SteeringState.HELD:
        raise ValidationError(NOT_HELD)
    return meeting
