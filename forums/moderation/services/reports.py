"""Report a message, take the reports in hand, settle them with an answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forums.messages.posts.models import Post
from forums.moderation.enums import ActionKind, ReportOutcome, ReportReason
from forums.moderation.models import ModerationAction, PostReport
from forums.moderation.notices import lessen_waiting, notify_reporter, notify_watchers
from forums.moderation.permissions import may_moderate, may_report
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

ALREADY_SETTLED = "Ces signalements ont déjà été traités, par quelqu’un d’autre ou dans une autre fenêtre."
NOT_YOURS = "Vous ne modérez pas ce message."


def locked_post(*, post: Post, by: Member) -> Post:
    """Lock the topic, then the post: two people who decide at once wait for each other. Raises ValidationError if `by`
    does not moderate it.
    """
    topic = lock_row(Topic.objects.with_place(), Post.objects.values_list("topic").get(pk=post.pk)[0])
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    post.topic = topic
    if not may_moderate(by, post):
        raise ValidationError(NOT_YOURS, code="moderate")
    return post


@transaction.atomic
def report(*, post: Post, by: Member, reason: ReportReason, words: str = "") -> PostReport:
    """Report a message to those who watch over its forum. Raises ValidationError for one's own message, a message
    without text, and a second report while the first waits.
    """
    post = lock_row(Post.objects.select_related("topic__forum__epm__commune"), post.pk)
    if not may_report(by, post):
        raise ValidationError("Ce message n’est plus à signaler.", code="report")
    open_reports = post.reports.open()
    if open_reports.filter(reporter=by).exists():
        raise ValidationError("Vous avez déjà signalé ce message\u00a0: la modération le lira.", code="again")
    in_hand = open_reports.exclude(handler=None).first()
    report = PostReport.objects.create(
        post=post, reporter=by, reason=reason, words=words, handler=in_hand and in_hand.handler
    )
    notify_watchers(post=post)
    return report


@transaction.atomic
def take_in_hand(*, post: Post, by: Member) -> None:
    """Say that `by` looks after the reports of a message. Raises ValidationError if somebody else does already."""
    post = locked_post(post=post, by=by)
    reports = post.reports.open().select_related("handler")
    if not reports:
        raise ValidationError(ALREADY_SETTLED)
    handler = reports[0].handler
    if handler and handler != by:
        raise ValidationError(f"{handler} s’en occupe déjà.", code="taken")
    reports.update(handler=by)


@transaction.atomic
def hand_back(*, post: Post, by: Member) -> None:
    """Leave the reports of a message to others."""
    locked_post(post=post, by=by).reports.open().filter(handler=by).update(handler=None)


@transaction.atomic
def settle(*, post: Post, by: Member, outcome: ReportOutcome, answer: str) -> None:
    """Settle all the reports of a message, with the same answer to each reporter. Raises ValidationError if none is
    left.
    """
    post = locked_post(post=post, by=by)
    if not settle_open(post=post, outcome=outcome, answer=answer):
        raise ValidationError(ALREADY_SETTLED)
    ModerationAction.objects.create(
        kind=ActionKind.SETTLE,
        by=by,
        forum=post.topic.forum,
        topic=post.topic,
        post=post,
        member=post.author,
        reason=ReportOutcome(outcome).label,
    )


def settle_open(*, post: Post, outcome: ReportOutcome, answer: str) -> int:
    """Settle the open reports of a locked post; return how many."""
    reports = list(post.reports.open().select_related("post__topic__forum__epm__commune"))
    for report in reports:
        report.outcome, report.answer, report.settled = outcome, answer, timezone.now()
        report.save(update_fields=["outcome", "answer", "settled"])
        notify_reporter(report=report)
    lessen_waiting(forum=post.topic.forum)
    return len(reports)
