"""Hold a message of a new member that leads outside the site, give it back to its author, forget it.

A held message is published, or refused, by moderation (`forums.moderation.services.first_links`).
"""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from forums.messages.drafts.models import MessageDraft
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.notices import lessen_waiting, notify_author_of_wait, notify_watchers
from forums.messages.first_links.outside_links import outside_links
from forums.messages.first_links.permissions import is_newcomer
from forums.threads.forums.models import Forum
from forums.threads.polls.terms import PollTerms
from reseau.people.members.models.member import Member

# Messages of one person that may wait together: people have to read each of them.
MOST_WAITING = 5
# The same words from the same person within this time are one message sent twice.
DOUBLE_SUBMISSION = timedelta(minutes=1)
# Time during which its author still reads a message that was refused.
KEPT_AFTER_REFUSAL = timedelta(days=30)
NOT_HERE = (
    "Ce texte contient un lien vers un autre site, et c’est l’un de vos premiers messages\u00a0: écrivez-le ici sans "
    "lien, ou dans une réponse du sujet, que quelqu’un relira avant de la publier."
)
ENOUGH = (
    f"{MOST_WAITING} messages de vous attendent déjà d’être relus\u00a0: gardez votre texte, ou ôtez-en les liens vers "
    "d’autres sites."
)
DECIDED = "Ce message n’attend plus\u00a0: quelqu’un vient de décider."
DRAFT_THERE = "Un autre brouillon vous attend là où ce message serait allé\u00a0: finissez-le d’abord, ou effacez-le."


class FirstLinkError(ValidationError):
    """A message that has to be read first: `held`, not saved, and its `files`. Who does not hold it refuses it."""

    def __init__(self, held: HeldMessage, files: Sequence = ()) -> None:
        super().__init__(NOT_HERE, code="first_link")
        self.held, self.files = held, files


def poll_details(*, terms: PollTerms | None) -> dict:
    """Return the terms of a poll as `HeldMessage.details` keeps them."""
    if terms is None:
        return {}
    return {"poll": {"choices": list(terms.choices), "closes": terms.closes.isoformat(), "several": terms.several}}


def check_first_links(*, held: HeldMessage, files: Sequence = (), before: str = "") -> None:
    """Raises FirstLinkError if a new member wrote a link that the text `before` has not."""
    links = outside_links(held.body, held.title, held.tags, *held.choices)
    if links - outside_links(before) and is_newcomer(held.author, held.place_forum):
        raise FirstLinkError(held, files)


@transaction.atomic
def hold(*, held: HeldMessage, files: Sequence = (), by_mail: bool = False) -> HeldMessage:
    """Keep a message and tell those who will read it; by mail, tell its author too. Sent twice, it is kept once; a
    correction takes the place of the one that waits.

    Raises ValidationError if too many of this person wait.
    """
    author = Member.objects.select_for_update().get(pk=held.author_id)
    waiting = HeldMessage.objects.waiting().filter(author=author)
    place = {"forum": held.forum, "topic": held.topic, "post": held.post}
    again = waiting.filter(**place, title=held.title, body=held.body, created__gt=held.created - DOUBLE_SUBMISSION)
    if kept := again.first():
        return kept
    if held.post_id:
        waiting.filter(post=held.post_id).delete()
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(ENOUGH, code="enough")
    held.details["files"] = [file.pk for file in files if file.post_id]
    held.save()
    for file in files:
        if not file.post_id:
            file.held, file.draft = held, None
            file.save(update_fields=["held", "draft", "alternative", "is_decorative"])
    notify_watchers(held=held)
    if by_mail:
        notify_author_of_wait(held=held)
    return held


@transaction.atomic
def take_back(*, held: HeldMessage) -> None:
    """Forget a message, at the wish of its author. Raises ValidationError if somebody has just decided."""
    forum = held.place_forum
    if not HeldMessage.objects.filter(pk=held.pk).delete()[0]:
        raise ValidationError(DECIDED, code="decided")
    lessen_waiting(forum=forum)


@transaction.atomic
def take_up_again(*, held: HeldMessage) -> MessageDraft:
    """Turn a refused topic or answer into a draft, with its files, where it would have gone.

    Raises ValidationError if another draft is kept there.
    """
    place = {"topic": held.topic} if held.topic_id else {"forum": held.forum}
    if MessageDraft.objects.filter(member=held.author, **place).exists():
        raise ValidationError(DRAFT_THERE, code="draft")
    poll = held.details.get("poll", {})
    draft = MessageDraft.objects.create(
        member=held.author,
        title=held.title,
        body=held.body,
        tags=held.tags,
        kind=held.kind,
        choices="\n".join(held.choices),
        several="on" if poll.get("several") else "",
        closes=poll.get("closes", ""),
        version=1,
        **place,
    )
    held.files.update(draft=draft, held=None)
    held.delete()
    return draft


@transaction.atomic
def forget_held(*, rows: QuerySet[HeldMessage], forum: Forum) -> None:
    """Forget messages of a forum whose place is gone, and say how many still wait."""
    if rows.delete()[0]:
        lessen_waiting(forum=forum)


@transaction.atomic
def erase_old_refusals() -> int:
    """Erase the messages refused long ago; return their number. Their files follow, as any that nobody published."""
    rows = HeldMessage.objects.filter(refused__lt=timezone.now() - KEPT_AFTER_REFUSAL)
    count = rows.count()
    rows.delete()
    return count
