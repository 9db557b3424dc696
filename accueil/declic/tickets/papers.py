"""Tickets on paper: the person, the code in letters and as a QR code, ten sessions to tick with a pen."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ticket import Ticket
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import day_in_full, minutes_in_words

TEMPLATE = Path(__file__).parents[2] / "data" / "ticket-declic.typ"
SESSION_MINUTES = 120


def tickets_paper(batch: TicketBatch, tickets: Sequence[Ticket]) -> Paper:
    """Return these tickets of a batch, three on a page; those whose person is erased are left out."""
    return Paper.of(
        TEMPLATE,
        title=f"Tickets déclic\u00a0: {batch}",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        until=day_in_full(batch.expires_on, "j F Y"),
        tickets=[_ticket(batch, ticket) for ticket in tickets if hasattr(ticket, "holder")],
    )


def _ticket(batch: TicketBatch, ticket: Ticket) -> dict:
    opens = f"{settings.ORIGIN}{reverse('accueil:ticket_by_code')}?{urlencode({'code': ticket.code_words})}"
    return {
        "name": ticket.holder.name,
        "code": ticket.code_words,
        "qr": qr_image(opens),
        "hours": minutes_in_words(ticket.face),
        "euros": f"{ticket.face * batch.hour_cents // 6000}\u00a0€",
        "sessions": ticket.face // SESSION_MINUTES,
    }
