"""Who may do what with learners' records: animators for the learners of their EPM, a learner for her own record."""

from functools import wraps

from django.http import Http404

from reseau.permissions import required


def follows_learners(user) -> bool:
    """Works in an EPM today: may open records there and read those of its learners."""
    return user.is_authenticated and bool(user.epm_ids)


def counts_learners(user) -> bool:
    """Watches over a territory or the département: knows how many learners there are, not who they are."""
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


def has_records_page(user) -> bool:
    return follows_learners(user) or counts_learners(user)


follower_required = required(follows_learners)
counts_required = required(counts_learners)
records_required = required(has_records_page)


def learner_required(view):
    """Decorator of views: whoever is not connected as a learner reads a 404."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.learner:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
