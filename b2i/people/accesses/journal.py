"""The journal of accesses to learners: noted by name, forgotten after twelve months.

Lookups call it where they fetch a learner (`b2i.people.learners.learner_lookup`, `b2i.records.record_lookup`), lists
where they have their page. Learners are given as they were fetched: this concept stands below theirs.
"""

import datetime
from collections.abc import Iterable
from typing import Protocol

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from b2i.people.accesses.models import Access
from b2i.people.enums import AccessKind
from reseau.people.members.models.member import Member
from reseau.web.queries.compiled_query import CompiledQuery, few_lengths


class Person(Protocol):
    """A learner, as far as the journal looks at them."""

    pk: int
    member_id: int
    epm_id: int


def note_access(request: HttpRequest, learner: Person, kind: AccessKind | None = None) -> None:
    """Note that the user of `request` opens the data of `learner`. As `note_accesses`, none for one’s own."""
    note_accesses(request, [learner], kind)


def note_accesses(request: HttpRequest, learners: Iterable[Person], kind: AccessKind | None = None) -> None:
    """Note the access to each of `learners`: read, or changed by a form, unless `kind` says more.

    One query, and one more if it is the first access of the day to some of them.

    A visitor has no account to note, and a page of one’s own record is nobody else’s access.
    """
    if request.user.is_authenticated:
        _note(request.user, learners, kind or _kind_of(request))


def note_message(reader: Member, learner: Person) -> None:
    """Note that a notice, or its mail, names the learner to `reader`."""
    _note(reader, [learner], AccessKind.TOLD)


def forget_old_accesses() -> int:
    """Delete the accesses of more than twelve months ago; return how many."""
    return Access.objects.outdated().delete()[0]


def accesses_noted(reader: int, kind: AccessKind, day: datetime.date, learners: tuple[int, ...]) -> QuerySet:
    """Return the keys of learner and EPM of the accesses of a reader on a day."""
    return (
        Access.objects.filter(member=reader, kind=kind, day=day, learner__in=learners)
        .order_by()
        .values_list("learner", "epm")
    )


NOTED = CompiledQuery(accesses_noted)


def _note(reader: Member, learners: Iterable[Person], kind: AccessKind) -> None:
    others = {learner.pk: _workplace(reader, learner) for learner in learners if learner.member_id != reader.pk}
    if not others:
        return
    today = timezone.localdate()
    # A page is opened many times a day: to read what is noted takes no lock, to write it again would.
    noted = set(NOTED.rows(reader=reader.pk, kind=kind, day=today, learners=few_lengths(others)))
    Access.objects.bulk_create(
        [
            Access(learner_id=pk, member_id=reader.pk, epm_id=epm, kind=kind, day=today)
            for pk, epm in others.items()
            if (pk, epm) not in noted
        ],
        ignore_conflicts=True,
    )


def _kind_of(request: HttpRequest) -> AccessKind:
    return AccessKind.READ if request.method in ("GET", "HEAD") else AccessKind.CHANGED


def _workplace(reader: Member, learner: Person) -> int | None:
    """Return the EPM for which `reader` opens the record: the one that keeps it, else their own; None without one."""
    if learner.epm_id in reader.epm_ids:
        return learner.epm_id
    return next((position.epm_id for position in reader.live_positions if position.epm_id), None)
