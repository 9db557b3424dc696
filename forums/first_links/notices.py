"""Notices of held messages: what those who watch over a forum have to read, what becomes of it for its author."""

from django.urls import reverse

from alertes.notices import services as notices
from forums.events import MESSAGE_MODERATED, TO_MODERATE
from forums.first_links.models import HeldMessage
from forums.forums.models import Forum
from forums.forums.watchers import nearest_watchers
from reseau.members.models.member import Member

HELD = (
    "Votre message sera publié dès qu’une personne l’aura relu\u00a0: il contient un lien, et c’est l’un de vos "
    "premiers messages."
)


def notify_watchers(*, held: HeldMessage) -> None:
    """Tell those who watch over the forum how many messages they have to read; one notice a day each."""
    for member in nearest_watchers(held.place_forum).exclude(pk=held.author_id):
        if words := _waiting_in_words(member):
            notices.gather(
                member=member,
                about=_about(member),
                text=words,
                url=reverse("forums:moderation"),
                kind=TO_MODERATE,
                is_state=True,
            )


def lessen_waiting(*, forum: Forum) -> None:
    """Say how many messages are still to be read, once one of `forum` is decided or taken back."""
    for member in forum.watchers():
        notices.lessen(member=member, about=_about(member), text=_waiting_in_words(member))


def notify_author_of_wait(*, held: HeldMessage) -> None:
    """Tell somebody who wrote by mail, and saw no page, that their message waits."""
    notices.notify(
        members=Member.objects.filter(pk=held.author_id),
        key=f"held:{held.pk}",
        text=HELD,
        url=held.get_absolute_url(),
        kind=MESSAGE_MODERATED,
    )


def _about(member: Member) -> str:
    return f"first_links:of:{member.pk}"


def _waiting_in_words(member: Member) -> str:
    """« 2 messages à relire avant publication », or nothing."""
    count = HeldMessage.objects.to_review_by(member).count()
    return f"{count}\u00a0message{'s' if count > 1 else ''} à relire avant publication" if count else ""
