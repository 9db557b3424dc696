"""Records in use, for views: one of a followed learner, noted in the journal of accesses, or the user’s own."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from b2i.accesses.enums import AccessKind
from b2i.accesses.journal import note_access
from b2i.card_locks.models import CardTries
from b2i.frameworks.models.framework import Skill
from b2i.learners.models.learner import Learner
from b2i.records.models import Record


def followed_record(request: HttpRequest, pk: int, *, kind: AccessKind | None = None) -> Record:
    """Return the record of the learner `pk` if an EPM of the user keeps or follows it, and it is not put aside.

    `kind`: read or changed according to the method of the request, unless the answer is a copy to take away. The record
    has `has_wrong_codes`: most cards have none, and their page then asks no more.
    """
    records = Record.objects.on_base().filter(learner__in=Learner.objects.visible_to(request.user))
    wrong_codes = CardTries.objects.filter(lock__card_number=OuterRef("learner__card_number"))
    records = records.with_learner().select_related("renewal").annotate(has_wrong_codes=Exists(wrong_codes))
    record = get_object_or_404(records, learner=pk)
    note_access(request, record.learner, kind)
    return record


def own_record(request: HttpRequest) -> Record:
    """Return the record of the learner who is logged in, with `is_put_aside`."""
    return get_object_or_404(
        Record.objects.on_base().with_limitation().select_related("framework", "renewal"), learner=request.learner.pk
    )


def skill_place(learner: Learner, skill: Skill) -> str:
    """Return the address of a skill on the page of a record, with its domain open."""
    return f"{learner.get_absolute_url()}?domaine={skill.domain.code}#{skill.anchor}"
