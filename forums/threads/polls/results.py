"""A poll as its page shows it to one person: the form to vote, or the results, or both."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery

from forums.enums import TopicKind
from forums.threads.polls.models import Poll, PollChoice, PollVote
from forums.threads.topics.models import Topic


@dataclass(frozen=True, slots=True)
class ChoiceResult:
    """`percent`: the part of the voters who chose it."""

    choice: PollChoice
    count: int
    percent: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class PollResult:
    poll: Poll
    choices: list[ChoiceResult]
    voters: int

    @property
    def has_voted(self) -> bool:
        return any(choice.is_own for choice in self.choices)

    @property
    def is_shown(self) -> bool:
        """Nobody is told what others think before they vote; everybody, once the poll is closed."""
        return self.has_voted or self.poll.is_closed


def result_of(topic: Topic, user) -> PollResult | None:
    """Return the poll of a topic as `user` may see it; None without one. One query, none for another kind of topic."""
    if topic.kind != TopicKind.POLL:
        return None
    votes = PollVote.objects.filter(poll=OuterRef("poll")).order_by()
    own = PollVote.objects.filter(member=user.pk, choices=OuterRef("pk"))
    choices = PollChoice.objects.filter(poll__in=Poll.objects.visible_to(user).filter(topic=topic).values("pk"))
    choices = choices.select_related("poll").annotate(
        count=Count("votes"),
        is_own=Exists(own),
        voters=Subquery(votes.values("poll").annotate(number=Count("pk")).values("number")),
    )
    rows = list(choices.order_by("rank"))
    if not rows:
        return None
    voters = rows[0].voters or 0
    return PollResult(rows[0].poll, [_result(row, voters) for row in rows], voters)


def _result(row, voters: int) -> ChoiceResult:
    return ChoiceResult(row, row.count, round(100 * row.count / voters) if voters else 0, row.is_own)
