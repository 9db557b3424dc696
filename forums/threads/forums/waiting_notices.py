"""Notices of what waits in the forums over which somebody watches: one a day each, less once it is decided."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.urls import reverse

from alertes.channels.notices import services as notices
from forums.declarations.events import TO_MODERATE
from forums.threads.forums.models import Forum
from reseau.people.members.models.member import Member


# Who is told first of what waits for a decision in a forum.
def nearest_watchers(forum: Forum) -> QuerySet[Member]:
    """Return those who are told first: the coordination is not, where somebody nearer watches over the forum."""
    watchers = forum.watchers()
    nearer = watchers.exclude(pk__in=Member.objects.coordinating())
    return nearer if nearer.exists() else watchers


# The member → « 2 messages à modérer », or nothing.
Words = Callable[[Member], str]


def tell_what_waits(*, forum: Forum, matter: str, words_of: Words, but: int | None) -> None:
    """Tell those who are nearest, except the member `but` (primary key), how much of `matter` waits for them."""
    for member in nearest_watchers(forum).exclude(pk=but):
        if words := words_of(member):
            notices.merge_into_daily_notice(
                member=member,
                about=_about(matter, member),
                text=words,
                url=reverse("forums:moderation"),
                kind=TO_MODERATE,
                is_state=True,
            )


def lessen_what_waits(*, forum: Forum, matter: str, words_of: Words) -> None:
    """Say how much still waits, once something of `forum` is decided."""
    for member in forum.watchers():
        notices.correct_daily_notices(member=member, about=_about(matter, member), text=words_of(member))


def _about(matter: str, member: Member) -> str:
    return f"{matter}:of:{member.pk}"
