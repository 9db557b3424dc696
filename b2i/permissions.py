"""Who may do what with learners' records: animators for the learners of their EPM, a learner for her own record.

Accredited persons, for what is put before their centre.
"""

from functools import wraps

from django.http import Http404
from django.utils import timezone

from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.validation.models.accreditation import Accreditation
from reseau.permissions import required


def follows_learners(user) -> bool:
    """Works in an EPM today: may open records there and read those of its learners."""
    return user.is_authenticated and bool(user.epm_ids)


def counts_learners(user) -> bool:
    """Watches over a territory or the département: knows how many learners there are, not who they are."""
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


def has_records_page(user) -> bool:
    return follows_learners(user) or counts_learners(user)


def is_evaluator(user) -> bool:
    """Accredited today, in an accredited centre where she works: decides of what is proposed there."""
    return follows_learners(user) and Accreditation.objects.exercised_by(user, timezone.localdate()).exists()


def keeps_record(user, learner: Learner) -> bool:
    """Works in the EPM that keeps her record, which alone gives it over to another."""
    return learner.epm_id in user.epm_ids


def ends_following(user, following: Following, learner: Learner) -> bool:
    """Of an EPM that follows her: its own animators, and those of the EPM that keeps the record, at her request."""
    return following.epm_id in user.epm_ids or keeps_record(user, learner)


follower_required = required(follows_learners)
counts_required = required(counts_learners)
records_required = required(has_records_page)
evaluator_required = required(is_evaluator)


def learner_required(view):
    """Decorator of views: whoever is not connected as a learner reads a 404."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.learner:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
