"""Statements of the demo: last month is drawn and partly paid, by steps that the demo makes up."""

import datetime

from django.utils import timezone

from accueil.declic.reimbursements.models.statement import TicketStatement
from accueil.declic.reimbursements.pending import month_to_draw
from accueil.declic.reimbursements.services.circuit import add_step, note_step
from accueil.declic.reimbursements.services.statements import draw_month
from alertes.channels.notices.services import forget
from reseau.people.members.models.member import Member

STEPS = (
    ("Vérifié", "Coordination du réseau"),
    ("Transmis au comptable", "Coordination du réseau"),
    ("Payé", "Service des finances (étape inventée)"),
)


def build_ticket_statements(*, coordinator: Member) -> None:
    steps = [add_step(name=name, who=who) for name, who in STEPS]
    month = month_to_draw()
    if month is None:
        return
    draw_month(first_day=month, by=coordinator)
    drawn = timezone.make_aware(datetime.datetime.combine(timezone.localdate().replace(day=1), datetime.time(9)))
    TicketStatement.objects.update(drawn=min(drawn, timezone.now()))
    for rank, statement in enumerate(TicketStatement.objects.order_by("pk")):
        forget(about=f"ticket-statement:{statement.pk}")
        for step in steps[: rank % 3]:
            note_step(statement=statement, step=step, done_on=timezone.localdate(), by=coordinator)
