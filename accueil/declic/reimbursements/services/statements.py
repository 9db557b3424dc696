"""The statements of a month are drawn: what each body debited, less what it gave back."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.reimbursements.models.statement import StatementLine, TicketStatement, next_month
from accueil.declic.reimbursements.notices import notify_drawn
from accueil.declic.reimbursements.pending import pending_entries
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.services.retention import HISTORY_KEPT
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_rows


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
