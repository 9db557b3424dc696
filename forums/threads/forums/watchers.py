"""Who is told first of what waits for a decision in a forum."""

from django.db.models import QuerySet

from forums.threads.forums.models import Forum
from reseau.people.members.models.member import Member


def nearest_watchers(forum: Forum) -> QuerySet[Member]:
    """Return those who are told first: the coordination is not, where somebody nearer watches over the forum."""
    watchers = forum.watchers()
    nearer = watchers.exclude(pk__in=Member.objects.coordinating())
    return nearer if nearer.exists() else watchers
