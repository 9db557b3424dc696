"""Notices of held messages: what those who watch over a forum have to read, what becomes of it for its author."""

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices import services as notices
from forums.declarations.events import MESSAGE_MODERATED
from forums.messages.first_links.models import HeldMessage
from forums.threads.forums.models import Forum
from forums.threads.forums.waiting_notices import lessen_what_waits, tell_what_waits
from reseau.people.members.models.member import Member

HELD = (
    "Votre message sera publié dès qu’une personne l’aura relu\u00a0: il contient un lien, et c’est l’un de vos "
    "premiers messages."
)
MATTER = "first_links"


def notify_watchers(*, held: HeldMessage) -> None:
    """Tell those who watch over the forum how many messages they have to read; one notice a day each."""
    tell_what_waits(forum=held.place_forum, matter=MATTER, words_of=_waiting_in_words, but=held.author_id)


def lessen_waiting(*, forum: Forum) -> None:
    """Say how many messages are still to be read, once one of `forum` is decided or taken back."""
    lessen_what_waits(forum=forum, matter=MATTER, words_of=_waiting_in_words)


def notify_author_of_wait(*, held: HeldMessage) -> None:
    """Tell somebody who wrote by mail, and saw no page, that their message waits."""
    notices.notify(
        members=Member.objects.filter(pk=held.author_id),
        key=f"held:{held.pk}",
        text=HELD,
        url=held.get_absolute_url(),
        kind=MESSAGE_MODERATED,
        fact=LASTING,
    )


def _waiting_in_words(member: Member) -> str:
    """« 2 messages à relire avant publication », or nothing."""
    count = HeldMessage.objects.to_review_by(member).count()
    return f"{count}\u00a0message{'s' if count > 1 else ''} à relire avant publication" if count else ""
