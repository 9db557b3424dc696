"""Open a poll, vote, change one's vote; forget who voted, erase what was asked."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forums.threads.polls.models import Poll, PollChoice, PollVote
from forums.threads.polls.terms import PollTerms, check_choices, check_closing
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

# After the last day; until then whoever wonders still finds their own vote.
NAMES_KEPT = timedelta(days=30)


@transaction.atomic
def open_poll(*, topic: Topic, terms: PollTerms) -> Poll:
    """Put a poll under the first message of a topic. Raises ValidationError for choices or a day that do not fit."""
    check_choices(terms.choices)
    check_closing(terms.closes, opened=timezone.localdate(topic.created))
    poll = Poll.objects.create(topic=topic, several=terms.several, closes=terms.closes)
    # One by one, so that the search index is told of each.
    for rank, text in enumerate(terms.choices, 1):
        PollChoice.objects.create(poll=poll, rank=rank, text=text)
    return poll


def choices_of(*, topic: Topic) -> list[str]:
    """Return the choices of the poll of a topic; none without a poll. One query."""
    return list(PollChoice.objects.filter(poll__topic=topic).order_by("rank").values_list("text", flat=True))


def poll_in_words(*, topic: Topic) -> str:
    """Return the choices of a poll as a list, and its last day, for a mail; nothing without a poll."""
    poll = Poll.objects.filter(topic=topic).first()
    if poll is None:
        return ""
    lines = "\n".join(f"- {choice}" for choice in choices_of(topic=topic))
    return f"{lines}\n\nOn vote jusqu’au {day_in_full(poll.closes)} compris."


@transaction.atomic
def vote(*, poll: Poll, member: Member, choices: Collection[int]) -> PollVote:
    """Count the vote of a member for the choices of these keys, in place of an earlier one.

    Raises ValidationError once the poll is closed, without a choice, for one of another poll, and for several where one
    is asked.
    """
    poll = Poll.objects.select_for_update().get(pk=poll.pk)
    if poll.is_closed:
        raise ValidationError("Ce sondage est clos\u00a0: on n’y vote plus.", code="closed")
    if not choices:
        raise ValidationError("Cochez une réponse avant de voter.", code="none")
    chosen = list(poll.choices.filter(pk__in=choices))
    if len(chosen) < len(set(choices)):
        raise ValidationError("Cette réponse n’est pas dans le sondage\u00a0: relisez-le, puis votez.", code="other")
    if len(chosen) > 1 and not poll.several:
        raise ValidationError("Ce sondage demande une seule réponse\u00a0: gardez celle qui compte.", code="several")
    vote, _ = PollVote.objects.get_or_create(poll=poll, member=member)
    vote.choices.set(chosen)
    return vote


@transaction.atomic
def forget_voters(*, today: date | None = None) -> int:
    """Take the names off the votes of polls that closed long ago; return how many. The results stay."""
    limit = (today or timezone.localdate()) - NAMES_KEPT
    return PollVote.objects.filter(poll__closes__lt=limit).exclude(member=None).update(member=None)


@transaction.atomic
def erase_poll(*, topic: Topic) -> None:
    """Erase the poll of a topic with its votes: the message of which it was a part is gone for good."""
    Poll.objects.filter(topic=topic).delete()


@transaction.atomic
def erase_polls_withdrawn(*, before: datetime) -> None:
    """Erase the polls whose message was taken back before a moment."""
    posts = Topic._meta.get_field("posts").related_model.objects
    withdrawn = posts.filter(withdrawn__lt=before, topic__poll__isnull=False).select_related("topic")
    for post in withdrawn:
        if post.is_question:
            erase_poll(topic=post.topic)
