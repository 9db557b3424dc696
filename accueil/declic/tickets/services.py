"""Tickets: issued, found by their code, compared with their ledger, forgotten in time."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accueil.declic.enums import EntryKind
from accueil.declic.tickets.models.batch import MOST_TICKETS, TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import NAME_LENGTH, Ticket, TicketHolder
from b2i.people.learners.models.learner import Learner
from reseau.calendar.days import midnight
from reseau.documents.papers.code_letters import DRAWN, LETTERS, letters_of, read_letters
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.texts.accent_folding import fold
from reseau.web.queries.row_locks import lock_row

# Tickets issued to people by name, in batches: each has a code that nobody guesses, and its entry in the ledger.
LONGEST = datetime.timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Who a ticket is for. `card`: the number of their card, if they have a B2i record."""

    name: str
    phone: str = ""
    card: str = ""


@transaction.atomic
def issue_batch(
    *,
    label: str,
    territory: Territory,
    expires_on: datetime.date,
    people: Sequence[NamedPerson],
    by: Member | None = None,
) -> TicketBatch:
    """Issue a ticket of 20 hours to each person, all of them or none.

    Raises ValidationError, by field, for a label of another batch, a last day that is past or too far, nobody, too many
    people or the same one twice.
    """
    _check_day(expires_on)
    _check_people(people)
    learners = _learners_of(people)
    batch = TicketBatch(label=label, territory=territory, expires_on=expires_on, issued_by=by)
    batch.full_clean(exclude=["issued_by"])
    batch.save()
    tickets = [Ticket(batch=batch, code=code) for code in _new_codes(len(people))]
    for ticket in tickets:
        ticket.balance = ticket.face
    Ticket.objects.bulk_create(tickets)
    TicketHolder.objects.bulk_create(
        TicketHolder(ticket=ticket, name=person.name, phone=person.phone, learner=learners.get(person.card))
        for ticket, person in zip(tickets, people, strict=True)
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(ticket=ticket, kind=EntryKind.ISSUE, minutes=ticket.face, noted_by=by) for ticket in tickets
    )
    return batch


def _check_day(expires_on: datetime.date) -> None:
    today = timezone.localdate()
    if expires_on <= today:
        raise ValidationError({"expires_on": "Ce jour est passé\u00a0: choisissez un jour à venir."})
    if expires_on > today + LONGEST:
        raise ValidationError({"expires_on": "C’est dans plus de trois ans\u00a0: vérifiez l’année."})


def _check_people(people: Sequence[NamedPerson]) -> None:
    if not people:
        raise ValidationError({"people": "Écrivez au moins une personne."})
    if len(people) > MOST_TICKETS:
        raise ValidationError({"people": f"{MOST_TICKETS} personnes au plus par lot\u00a0: faites-en deux."})
    seen = set()
    for person in people:
        if not 0 < len(person.name) <= NAME_LENGTH:
            raise ValidationError({"people": f"Un prénom et un nom, {NAME_LENGTH} lettres au plus."})
        if fold(person.name) in seen:
            raise ValidationError({"people": f"«\u00a0{person.name}\u00a0» est deux fois dans la liste."})
        seen.add(fold(person.name))


def _learners_of(people: Sequence[NamedPerson]) -> dict[str, Learner]:
    """Return the learner of each card. Raises ValidationError for an unknown card, or that of somebody else."""
    cards = {person.card: person for person in people if person.card}
    learners = Learner.objects.filter(card_number__in=cards).select_related("member")
    found = {learner.card_number: learner for learner in learners}
    for card, person in cards.items():
        if card not in found or fold(str(found[card])) != fold(person.name):
            raise ValidationError({"people": f"La carte {card} n’est pas celle de «\u00a0{person.name}\u00a0»."})
    return found


def _new_codes(count: int) -> list[str]:
    """Return codes drawn at random, none of which is that of a ticket."""
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {letters_of(secrets.randbelow(len(LETTERS) ** DRAWN)) for _ in range(count - len(codes))}
        codes |= drawn - set(Ticket.objects.filter(code__in=drawn).values_list("code", flat=True))
    return list(codes)


# A ticket found by the code on its paper.
MISTYPED = "Ce code est mal recopié\u00a0: il compte neuf lettres. Relisez-le lettre par lettre."
UNKNOWN = "Ce code n’est celui d’aucun ticket. Relisez-le lettre par lettre."


def find_ticket(*, code: str) -> Ticket:
    """Return the ticket of a code, as somebody typed it. Raises ValidationError, by field, if there is none."""
    letters = read_letters(code)
    if letters is None:
        raise ValidationError({"code": MISTYPED})
    ticket = Ticket.objects.with_person().filter(code=letters).first()
    if ticket is None:
        raise ValidationError({"code": UNKNOWN})
    return ticket


# The balance of each ticket compared with its ledger, and repaired.
def wrong_balances() -> QuerySet[Ticket]:
    """Return the tickets whose balance is not the sum of their ledger, with that sum as `ledger_sum`."""
    sums = LedgerEntry.objects.filter(ticket=OuterRef("pk")).order_by().values("ticket").values(total=Sum("minutes"))
    return Ticket.objects.annotate(ledger_sum=Coalesce(Subquery(sums), 0)).exclude(balance=F("ledger_sum"))


def repair_balances() -> int:
    """Write the sum of the ledger as the balance of the tickets where both differ. Returns how many."""
    return sum(_repair(key=key) for key in wrong_balances().values_list("pk", flat=True))


@transaction.atomic
def _repair(*, key: int) -> bool:
    lock_row(Ticket.objects.all(), key)
    ticket = wrong_balances().filter(pk=key).first()
    return bool(ticket and Ticket.objects.filter(pk=key).update(balance=ticket.ledger_sum))


# What is forgotten of tickets: the person six months after the end of the ticket, the accounts after ten years.
# After the last day of a ticket, or the debit that used it up.
HOLDER_KEPT = datetime.timedelta(days=182)
# Ten years of accounts (Code de commerce, article L123-22), from the last day or the last entry.
HISTORY_KEPT = datetime.timedelta(days=3650)


@transaction.atomic
def erase_holders() -> int:
    """Erase the people of tickets that ended long ago; how many skills they reached stays. Returns how many."""
    limit = timezone.localdate() - HOLDER_KEPT
    ended = Ticket.objects.filter(Q(batch__expires_on__lt=limit) | Q(balance=0) & ~_moved_since(limit))
    holders = TicketHolder.objects.filter(ticket__in=ended)
    for ticket in Ticket.objects.with_skills().filter(holder__in=holders.exclude(learner=None)):
        Ticket.objects.filter(pk=ticket.pk).update(skills=ticket.reached)
    return holders.delete()[0]


@transaction.atomic
def destroy_old_history() -> int:
    """Destroy the tickets that expired ten years ago, with their ledger, then empty batches. Returns how many."""
    limit = timezone.localdate() - HISTORY_KEPT
    old = Ticket.objects.filter(~_moved_since(limit), batch__expires_on__lt=limit)
    keys = list(old.values_list("pk", flat=True))
    # The manager of entries refuses: this is the one place where they end.
    LedgerEntry._base_manager.filter(ticket__in=keys).delete()
    Ticket.objects.filter(pk__in=keys).delete()
    TicketBatch.objects.filter(expires_on__lt=limit, tickets__isnull=True).delete()
    return len(keys)


def _moved_since(day: datetime.date) -> Exists:
    return Exists(LedgerEntry.objects.filter(ticket=OuterRef("pk"), noted__gte=midnight(day)))
