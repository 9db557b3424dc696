"""Predicates on which several concepts rely: an animator who follows learners, a learner in their own record."""

from functools import wraps

from django.http import Http404

from reseau.permissions import required


def follows_learners(user) -> bool:
    """Works in an EPM today: may open records there and read those of its learners."""
    return user.is_authenticated and bool(user.epm_ids)


follower_required = required(follows_learners)


def is_learner(user) -> bool:
    """Has a record of their own, and no position in the network (`request.learner`)."""
    return user.is_authenticated and not user.is_in_network and hasattr(user, "learner")


def learner_required(view):
    """Decorator of views: anyone but a learner who is logged in reads a 404."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.learner:
            raise Http404
        return view(request, *args, **kwargs)

    wrapper.predicates = (is_learner,)
    return wrapper
