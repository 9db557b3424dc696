"""Occupancy of people and rooms: none is in two half-days at once.

The database enforces it (`formation.sessions.models.occupancy`). Here the rows follow their session, and a refusal
names what is taken, when, and by which session.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import capfirst

from formation.enums import DayPart
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.wording import part_of_day
from reseau.people.members.models.member import Member
from reseau.texts.elision import the_place
from reseau.texts.wording import day_in_full


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of `half_day` on a person or a room, for a date and a part of the day."""

    half_day: int
    date: datetime.date
    part: str
    member: int | None
    epm: int | None

    @classmethod
    def of_row(cls, row: Occupancy) -> "Claim":
        return cls(row.half_day_id, row.date, row.part, row.member_id, row.epm_id)

    @property
    def sort_key(self) -> tuple:
        """Order in which all transactions write rows, so that they cannot deadlock."""
        return self.date, self.part, self.epm or 0, self.member or 0

    @property
    def row(self) -> Occupancy:
        return Occupancy(
            half_day_id=self.half_day, date=self.date, part=self.part, member_id=self.member, epm_id=self.epm
        )


def occupy(*, session: Session, requester: Member | None = None) -> None:
    """Update the occupancies of `session` from its half-days, room, trainers and confirmed participants.

    Runs in the transaction that changes the session. Raises ValidationError if one of them is taken at that time; the
    message says « vous » to `requester`.
    """
    existing_claims = {Claim.of_row(row): row.pk for row in Occupancy.objects.filter(half_day__session=session)}
    claims = _claims(session)
    obsolete_pks = [pk for claim, pk in existing_claims.items() if claim not in claims]
    if obsolete_pks:
        Occupancy.objects.filter(pk__in=obsolete_pks).delete()
    new_claims = [claim for claim in claims if claim not in existing_claims]
    if not new_claims:
        return
    _refuse_clashes(session, new_claims, requester)
    try:
        with transaction.atomic():
            Occupancy.objects.bulk_create(claim.row for claim in new_claims)
    except IntegrityError:  # another transaction was committed in between
        _refuse_clashes(session, new_claims, requester)
        raise


def _claims(session: Session) -> list[Claim]:
    if session.is_cancelled:
        return []
    people = dict.fromkeys(session.trainers.values_list("member", flat=True))
    people |= dict.fromkeys(session.enrolments.confirmed().order_by("pk").values_list("member", flat=True))
    claimants = [(None, session.epm_id)] if session.epm_id else []
    claimants += [(member, None) for member in people]
    half_days = list(session.half_days.all())
    claims = [
        Claim(half_day.pk, half_day.date, half_day.part, member, epm)
        for half_day in half_days
        for member, epm in claimants
    ]
    return sorted(claims, key=lambda claim: claim.sort_key)


def _refuse_clashes(session: Session, claims: Iterable[Claim], requester: Member | None) -> None:
    claims = list(claims)
    rows = Occupancy.objects.exclude(half_day__session=session).filter(
        Q(member__in={claim.member for claim in claims if claim.member})
        | Q(epm__in={claim.epm for claim in claims if claim.epm}),
        date__in={claim.date for claim in claims},
    )
    occupancies = {(row.date, row.part, row.member_id, row.epm_id): row.pk for row in rows}
    clashes = [
        occupancies[key]
        for claim in claims
        if (key := (claim.date, claim.part, claim.member, claim.epm)) in occupancies
    ]
    if clashes:
        told = rows.select_related(*_SENTENCE_LOOKUPS).in_bulk(clashes)
        raise ValidationError([_sentence(told[key], requester) for key in clashes])


_SENTENCE_LOOKUPS = (
    "member",
    "epm",
    "half_day__session__training",
    "half_day__session__epm__commune",
    "half_day__session__commune",
)


def _sentence(row: Occupancy, requester: Member | None) -> str:
    session = row.half_day.session
    moment_words = f"{day_in_full(row.date)}, {part_of_day(DayPart(row.part))}"
    other_session = f"«\u00a0{session.training.title}\u00a0» ({session.place})"
    if row.epm_id:
        return f"{capfirst(the_place(row.epm))} est déjà pris le {moment_words}\u00a0: {other_session}."
    if requester is not None and row.member_id == requester.pk:
        return f"Vous avez déjà une session le {moment_words}\u00a0: {other_session}."
    return f"{row.member} a déjà une session le {moment_words}\u00a0: {other_session}."
