"""Tickets issued to people by name, in batches: each has a code that nobody guesses, and its entry in the ledger."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accueil.declic.tickets.enums import EntryKind
from accueil.declic.tickets.models.batch import MOST_TICKETS, TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import NAME_LENGTH, Ticket, TicketHolder
from b2i.people.learners.models.learner import Learner
from reseau.documents.papers.code_letters import DRAWN, LETTERS, letters_of
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.texts.accent_folding import fold

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
