"""The circuit of reimbursement is written, and its steps are noted for a statement, in their order."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accueil.declic.reimbursements.models.circuit import CircuitStep, StepDone
from accueil.declic.reimbursements.models.statement import TicketStatement
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def add_step(*, name: str, who: str) -> CircuitStep:
    """Add a step at the end of the circuit. Raises ValidationError if one in use has that name."""
    last = CircuitStep.objects.aggregate(last=Max("rank"))["last"] or 0
    step = CircuitStep(name=name, who=who, rank=last + 1)
    step.full_clean()
    step.save()
    return step


def leave_step(*, step: CircuitStep) -> None:
    """Take a step out of the circuit; what was done stays on its statements."""
    CircuitStep.objects.filter(pk=step.pk, left_on=None).update(left_on=timezone.localdate())


def next_step(*, statement: TicketStatement) -> CircuitStep | None:
    """Return the first step in use that is not done for the statement. One query."""
    return CircuitStep.objects.in_use().exclude(done__statement=statement).first()


@transaction.atomic
def note_step(
    *, statement: TicketStatement, step: CircuitStep | None, done_on: datetime.date, by: Member | None = None
) -> StepDone:
    """Note that a step was done for a statement.

    Raises ValidationError if it is not the next one, for a day to come, before the step before or before the statement.
    """
    statement = lock_row(TicketStatement.objects.all(), statement.pk)
    if step is None or step != next_step(statement=statement):
        raise ValidationError("Cette étape est déjà notée, ou une autre vient avant\u00a0: rechargez la page.")
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": "Ce jour n’est pas encore venu."})
    latest = statement.steps_done.aggregate(latest=Max("done_on"))["latest"] or timezone.localdate(statement.drawn)
    if done_on < latest:
        raise ValidationError({"done_on": "L’étape d’avant, ou le relevé, est d’un jour plus récent."})
    return StepDone.objects.create(statement=statement, step=step, done_on=done_on, noted_by=by)
