"""Learners by primary key, for views: those whom the user follows, or a 404. Each lookup is noted in the journal."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from b2i.accesses.enums import AccessKind
from b2i.accesses.journal import note_access
from b2i.learners.models.learner import Learner


def followed_learner(request: HttpRequest, pk: int, *, kind: AccessKind | None = None) -> Learner:
    """Return the learner `pk`, with account and EPM, if the user follows them. Raises `Http404` otherwise.

    `kind`: read or changed according to the method of the request, unless the answer is a copy to take away.
    """
    return _noted(request, Learner.objects.visible_to(request.user), pk, kind)


def kept_learner(request: HttpRequest, pk: int) -> Learner:
    """Return the learner if the EPM of the user keeps the record. Raises `Http404` otherwise.

    An EPM that only follows may read and answer, but not correct, put aside or erase.
    """
    return _noted(request, Learner.objects.visible_to(request.user).filter(epm__in=request.user.epm_ids), pk)


def _noted(request: HttpRequest, learners: QuerySet[Learner], pk: int, kind: AccessKind | None = None) -> Learner:
    learner = get_object_or_404(learners.select_related("member", "epm"), pk=pk)
    note_access(request, learner, kind)
    return learner
