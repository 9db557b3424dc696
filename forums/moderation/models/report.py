"""A report: somebody asks those who watch over a forum to look at a message."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from forums.messages.posts.models import Post
from forums.moderation.enums import ReportOutcome, ReportReason
from forums.threads.forums.models import Forum

LONGEST_WORDS = 500


def posts_to_moderate(user) -> QuerySet[Post]:
    """Return the messages that wait for a decision of `user`: never their own, whose reports tell who complained."""
    reports = PostReport.objects.open().values("post")
    watched = Post.objects.filter(topic__forum__in=Forum.objects.watched_by(user)).exclude(author=user.pk)
    # By key: open reports are few, and messages many.
    return watched.filter(pk__in=reports)


class PostReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled=None)


class PostReport(models.Model):
    """`handler` has it in hand, so that two people do not decide at once. Its `answer` is for the reporter alone, and
    nobody but those who watch over the forum knows who that is.
    """

    post = models.ForeignKey(Post, verbose_name="message", on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="signalé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="post_reports",
    )
    reason = models.CharField("motif", max_length=12, choices=ReportReason)
    words = models.TextField("précisions", max_length=LONGEST_WORDS, blank=True)
    created = models.DateTimeField("signalé le", default=timezone.now)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pris en main par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    settled = models.DateTimeField("traité le", null=True, blank=True)
    outcome = models.CharField("suite", max_length=8, choices=ReportOutcome, blank=True)
    answer = models.TextField("réponse", max_length=LONGEST_WORDS, blank=True)

    objects = PostReportQuerySet.as_manager()

    class Meta:
        verbose_name = "signalement"
        verbose_name_plural = "signalements"
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"],
                condition=Q(settled=None),
                name="post_report_open_once",
                violation_error_message="Vous avez déjà signalé ce message\u00a0: la modération le lira.",
            ),
            models.CheckConstraint(
                condition=Q(settled=None, outcome="") | Q(settled__isnull=False, outcome__in=ReportOutcome.values),
                name="post_report_settled_has_outcome",
                violation_error_message="Un signalement traité dit quelle suite il a eue.",
            ),
        ]
        indexes = [models.Index(fields=["post"], condition=Q(settled=None), name="post_report_open")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.created:%d/%m/%Y}"
