"""Reimbursement: its circuit, the steps noted for a statement, the statements of a month."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.reimbursements.models import CircuitStep, StatementLine, StepDone, TicketStatement, next_month
from accueil.declic.reimbursements.notices import notify_drawn
from accueil.declic.reimbursements.pending import pending_entries
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.services import HISTORY_KEPT
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row, lock_rows


# The circuit of reimbursement is written, and its steps are noted for a statement, in their order.
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


# The statements of a month are drawn: what each body debited, less what it gave back.
@transaction.atomic
def draw_month(*, first_day: datetime.date, by: Member | None = None) -> list[TicketStatement]:
    """Draw the statement of a month of each body that has entries to be paid; teams are told. Returns the statements.

    An entry is in one statement. Raises ValidationError for a month that is not over, or without anything to pay.
    """
    first_day = first_day.replace(day=1)
    if next_month(first_day) > timezone.localdate():
        raise ValidationError("Ce mois n’est pas fini\u00a0: il s’arrête à partir du premier jour du suivant.")
    # One drawing at a time: the second one finds what the first one left.
    lock_rows(TicketBody.objects.order_by("pk"))
    entries: dict[int, list[LedgerEntry]] = defaultdict(list)
    drawn = TicketStatement.objects.filter(first_day=first_day).values("body")
    for entry in pending_entries(first_day).exclude(body__in=drawn).select_related("ticket__batch", "body__epm"):
        entries[entry.body_id].append(entry)
    if not entries:
        raise ValidationError(
            "Rien à payer pour ce mois\u00a0: ses relevés sont déjà arrêtés, ou aucun ticket n’a servi."
        )
    return [_draw(found, first_day, by) for _, found in sorted(entries.items())]


def destroy_old_statements() -> int:
    """Destroy the statements of ten years ago whose entries are destroyed. Returns how many."""
    limit = timezone.localdate() - HISTORY_KEPT
    return (
        TicketStatement.objects.filter(first_day__lt=limit, lines=None).delete()[1].get(TicketStatement._meta.label, 0)
    )


def _draw(entries: list[LedgerEntry], first_day: datetime.date, by: Member | None) -> TicketStatement:
    sums = [-entry.minutes * entry.ticket.batch.hour_cents // 60 for entry in entries]
    statement = TicketStatement.objects.create(
        body=entries[0].body,
        first_day=first_day,
        minutes=-sum(entry.minutes for entry in entries),
        cents=sum(sums),
        drawn_by=by,
    )
    StatementLine.objects.bulk_create(
        StatementLine(statement=statement, entry=entry, cents=cents) for entry, cents in zip(entries, sums, strict=True)
    )
    notify_drawn(statement, by=by)
    return statement
