"""Learners by primary key, for views: those whom the user follows, or a 404."""

from django.shortcuts import get_object_or_404

from b2i.learners.models.learner import Learner


def followed_learner(request, pk: int) -> Learner:
    """Return the learner `pk`, with account and EPM, if the user follows them. Raises `Http404` otherwise."""
    learners = Learner.objects.visible_to(request.user).select_related("member", "epm")
    return get_object_or_404(learners, pk=pk)
