"""Learners by primary key, for views: each lookup is a rule of who may, and everybody else reads a 404.

A view names its lookup (`@found_by(kept_learner)`, or `lookup` in a class) and gets what was found in place of the key.
The table of `docs/acces.md` asks the same lookups. Each lookup is noted in the journal.
"""

from collections.abc import Callable
from functools import wraps

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from b2i.people.accesses.journal import note_access
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner


def found_by(lookup: Callable, **options):
    """Decorate a view so that it takes what `lookup(request, pk, **options)` returns in place of `pk`."""

    def decorate(view):
        @wraps(view)
        def wrapper(request: HttpRequest, pk: int, *args, **kwargs):
            return view(request, lookup(request, pk, **options), *args, **kwargs)

        wrapper.lookup = lookup
        return wrapper

    return decorate


def followed_learner(request: HttpRequest, pk: int, *, kind: AccessKind | None = None) -> Learner:
    """Return the learner `pk` if an EPM of the user keeps or follows the record, and it is not put aside.

    `kind`: read or changed according to the method of the request, unless the answer is a copy to take away.
    """
    return _noted(request, Learner.objects.visible_to(request.user), pk, kind)


def kept_learner(request: HttpRequest, pk: int) -> Learner:
    """Return the learner `pk` if an EPM of the user keeps the record, and it is not put aside.

    An EPM that only follows may read and answer, but not correct, put aside or erase.
    """
    return _noted(request, Learner.objects.visible_to(request.user).kept_by(request.user), pk)


def put_aside_learner(request: HttpRequest, pk: int) -> Learner:
    """Return the learner `pk` if an EPM of the user keeps the record, and it is put aside."""
    return _noted(request, Learner.objects.put_aside_for(request.user), pk)


def _noted(request: HttpRequest, learners: QuerySet[Learner], pk: int, kind: AccessKind | None = None) -> Learner:
    learner = get_object_or_404(learners.select_related("member", "epm"), pk=pk)
    note_access(request, learner, kind)
    return learner
