"""Records in use, for views: one of a followed learner, noted in the journal of accesses, or the user’s own."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest

from b2i.frameworks.models.framework import Skill
from b2i.people.accesses.journal import note_access
from b2i.people.card_locks.models import CardTries
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Record
from reseau.people.members.models.member import Member
from reseau.web.queries.compiled_query import CompiledQuery


def records_followed(reader: Member, learner: int) -> QuerySet[Record]:
    records = Record.objects.on_base().filter(learner__in=Learner.objects.visible_to(reader), learner=learner)
    wrong_codes = CardTries.objects.filter(lock__card_number=OuterRef("learner__card_number"))
    return records.with_learner().select_related("renewal").annotate(has_wrong_codes=Exists(wrong_codes))


def records_of(learner: int) -> QuerySet[Record]:
    records = Record.objects.on_base().with_limitation().select_related("framework", "renewal")
    return records.filter(learner=learner)


FOLLOWED_RECORDS = CompiledQuery(records_followed)
OWN_RECORDS = CompiledQuery(records_of)


def followed_record(request: HttpRequest, pk: int, *, kind: AccessKind | None = None) -> Record:
    """Return the record of the learner `pk` if an EPM of the user keeps or follows it, and it is not put aside.

    `kind`: read or changed according to the method of the request, unless the answer is a copy to take away. The record
    has `has_wrong_codes`: most cards have none, and their page then asks no more.
    """
    record = FOLLOWED_RECORDS.row(reader=request.user, learner=pk)
    if record is None:
        raise Http404
    note_access(request, record.learner, kind)
    return record


def own_record(request: HttpRequest) -> Record:
    """Return the record of the learner who is logged in, with `is_put_aside`."""
    record = OWN_RECORDS.row(learner=request.learner.pk)
    if record is None:
        raise Http404
    return record


def skill_place(learner: Learner, skill: Skill) -> str:
    """Return the address of a skill on the page of a record, with its domain open."""
    return f"{learner.get_absolute_url()}?domaine={skill.domain.code}#{skill.anchor}"
