"""Learners by primary key, for views: each lookup is a rule of who may, and everybody else reads a 404.

A view names its lookup (`@found_by(kept_learner)`, or `lookup` in a class) and gets what was found in place of the key.
The table of `docs/acces.md` asks the same lookups.
"""

from collections.abc import Callable
from functools import wraps

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from b2i.learners.models.learner import Learner


def found_by(lookup: Callable):
    """Decorate a view so that it takes what `lookup(request, pk)` returns in place of `pk`."""

    def decorate(view):
        @wraps(view)
        def wrapper(request: HttpRequest, pk: int, *args, **kwargs):
            return view(request, lookup(request, pk), *args, **kwargs)

        wrapper.lookup = lookup
        return wrapper

    return decorate


def followed_learner(request: HttpRequest, pk: int) -> Learner:
    """Return the learner `pk` if an EPM of the user keeps or follows the record, and it is not put aside."""
    return _find(Learner.objects.visible_to(request.user), pk)


def kept_learner(request: HttpRequest, pk: int) -> Learner:
    """Return the learner `pk` if an EPM of the user keeps the record, and it is not put aside."""
    return _find(Learner.objects.visible_to(request.user).kept_by(request.user), pk)


def put_aside_learner(request: HttpRequest, pk: int) -> Learner:
    """Return the learner `pk` if an EPM of the user keeps the record, and it is put aside."""
    return _find(Learner.objects.put_aside_for(request.user), pk)


def _find(learners: QuerySet[Learner], pk: int) -> Learner:
    return get_object_or_404(learners.select_related("member", "epm"), pk=pk)
