"""A ticket is debited for a session, once; a debit is reversed by one more entry."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.debits.people_names import is_same_person
from accueil.declic.debits.permissions import payable_bodies
from accueil.declic.debits.presences import OLDEST, STEP, PaidSession
from accueil.declic.enums import EntryKind
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.services import find_ticket
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, minutes_in_words
from reseau.web.offline_entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key
from reseau.web.queries.row_locks import lock_row

ALREADY = "Ce ticket est déjà débité pour cette séance."
OTHER_PERSON = "Ce ticket est au nom d’une autre personne\u00a0: il ne se prête pas."


@transaction.atomic
def debit(
    *,
    session: PaidSession,
    body: TicketBody,
    code: str,
    name: str,
    minutes: int,
    by: Member,
    key: uuid.UUID | None = None,
) -> LedgerEntry:
    """Debit the ticket of that code for a presence at a session. The same `key` again changes nothing.

    Raises ValidationError, by field, if the session pays no ticket, for a code mistyped or unknown, another person, a
    body that was not approved that day, a ticket that is expired, debited already for this session, or has less left.
    """
    known = LedgerEntry.objects.filter(key=key).first() if key else None
    if known:
        return _same_debit(known, session)
    _refuse_session(session, minutes)
    ticket = lock_row(Ticket.objects.with_person(), find_ticket(code=code).pk)
    _refuse_person(ticket, name)
    _refuse_body(body, session)
    _refuse_day(ticket, session.held_on)
    debits = session.entries().filter(ticket=ticket)
    if debits.filter(reversal__isnull=True).exists():
        raise ValidationError({"code": ALREADY})
    _take(ticket, minutes)
    about = {"turn": debits.count(), "key": key or uuid.uuid4(), "noted_by": by}
    return _write(LedgerEntry(ticket=ticket, kind=EntryKind.DEBIT, minutes=-minutes, body=body, **about), session)


@transaction.atomic
def reverse_debit(*, entry: LedgerEntry, reason: str, by: Member) -> LedgerEntry:
    """Give back to the ticket what a debit took, by one more entry. Raises ValidationError if it was done already."""
    lock_row(Ticket.objects.all(), entry.ticket_id)
    if entry.kind != EntryKind.DEBIT or LedgerEntry.objects.filter(reverses=entry).exists():
        raise ValidationError("Ce débit est déjà annulé.")
    Ticket.objects.filter(pk=entry.ticket_id).update(balance=F("balance") - entry.minutes)
    return LedgerEntry.objects.create(
        ticket=entry.ticket,
        kind=EntryKind.REVERSAL,
        minutes=-entry.minutes,
        body=entry.body,
        reverses=entry,
        reason=reason,
        noted_by=by,
    )


def _write(entry: LedgerEntry, session: PaidSession) -> LedgerEntry:
    entry.workshop, entry.delivery, entry.held_on = session.workshop, session.delivery, session.held_on
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise ValidationError({"code": ALREADY}) from error
    return entry


def _same_debit(known: LedgerEntry, session: PaidSession) -> LedgerEntry:
    if (known.workshop_id, known.delivery_id) != (
        session.workshop and session.workshop.pk,
        session.delivery and session.delivery.pk,
    ):
        raise ValidationError(NOT_UNDERSTOOD)
    return known


def _refuse_session(session: PaidSession, minutes: int) -> None:
    today = timezone.localdate()
    if session.workshop and session.workshop.cancelled_at:
        raise ValidationError("Cet atelier est annulé.")
    if session.held_on > today:
        raise ValidationError(f"Cette séance est {day_in_full(session.held_on)}\u00a0: débitez ce jour-là.")
    if session.held_on < today - OLDEST:
        raise ValidationError("Cette séance a plus de trois mois\u00a0: appelez la coordination.")
    if not session.is_discovery:
        raise ValidationError("Ce n’est pas une séance de découverte\u00a0: le ticket n’en paie pas d’autres.")
    if minutes % STEP or not 0 < minutes <= session.most_minutes:
        most = minutes_in_words(session.most_minutes)
        raise ValidationError({"minutes": f"Un ticket paie ici par demi-heures, jusqu’à {most}."})


def _refuse_person(ticket: Ticket, name: str) -> None:
    """Refuse before anything else of the ticket is told."""
    holder = getattr(ticket, "holder", None)
    if holder is None:
        raise ValidationError({"code": "Ce ticket est fini depuis plus de six mois\u00a0: son nom est effacé."})
    if not is_same_person(name, holder.name):
        raise ValidationError({"name": OTHER_PERSON})


def _refuse_body(body: TicketBody, session: PaidSession) -> None:
    approved = TicketBody.objects.approved_on(session.held_on).filter(epm=session.epm)
    if not approved.filter(pk=body.pk).exists():
        raise ValidationError(f"{body} n’était pas agréé le {day_in_full(session.held_on)}.")


def _refuse_day(ticket: Ticket, day: datetime.date) -> None:
    if ticket.is_expired_on(day):
        last = day_in_full(ticket.batch.expires_on)
        raise ValidationError({"code": f"Ce ticket était valable jusqu’au {last}."})
    if day < ticket.batch.issued_on:
        first = day_in_full(ticket.batch.issued_on)
        raise ValidationError({"code": f"Ce ticket a été remis après cette séance, le {first}."})


def _take(ticket: Ticket, minutes: int) -> None:
    """Take minutes in one statement, if there are as many: the database refuses a balance below zero."""
    if Ticket.objects.filter(pk=ticket.pk, balance__gte=minutes).update(balance=F("balance") - minutes):
        return
    left = Ticket.objects.values_list("balance", flat=True).get(pk=ticket.pk)
    if left:
        raise ValidationError({"code": f"Il ne reste que {minutes_in_words(left)} sur ce ticket."})
    face = minutes_in_words(ticket.face)
    raise ValidationError({"code": f"Ce ticket est épuisé\u00a0: ses {face} ont servi."})


# Debits that a page kept without network, each written once.
def write_debits(*, session: PaidSession, raw_entries: list, by: Member) -> list[dict]:
    """Write the debits that a page kept for a session; return the outcome of each, with the reason of a refusal.

    An entry: `about`, the code of a ticket; `person`, its name; `minutes`; `body`, if the place has several; `key`.
    """
    return answer_each(
        raw_entries, write=lambda entry: _write_offline(entry, session, by), is_replaceable=lambda entry: False
    )


def _write_offline(entry: dict, session: PaidSession, by: Member) -> EntryOutcome:
    key, minutes, person = read_key(entry), entry.get("minutes"), entry.get("person")
    if not isinstance(minutes, int) or not isinstance(person, str):
        raise ValidationError(NOT_UNDERSTOOD)
    if LedgerEntry.objects.filter(key=key).exists():
        return EntryOutcome.ALREADY
    bodies = list(payable_bodies(session))
    chosen = [body for body in bodies if str(body.pk) == str(entry.get("body"))] or bodies[:1]
    if not chosen:
        raise ValidationError(f"{session.epm} n’était pas agréé ce jour-là.")
    debit(session=session, body=chosen[0], code=entry["about"], name=person, minutes=minutes, by=by, key=key)
    return EntryOutcome.WRITTEN
