"""Reports of messages, and acts of moderation."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from forums.messages.posts.models import Post
from forums.moderation.enums import OF_TOPICS, ActionKind, ReportOutcome, ReportReason
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic

# A report: somebody asks those who watch over a forum to look at a message.
LONGEST_REPORT = 500


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
    words = models.TextField("précisions", max_length=LONGEST_REPORT, blank=True)
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
    answer = models.TextField("réponse", max_length=LONGEST_REPORT, blank=True)

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


# An act of moderation, as the journal keeps it: who, what, when, why; never the text of what was erased.
LONGEST_REASON = 300
LONGEST_WORDS = 1000


class ModerationActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Acts in the forums over which `user` watches, from or to."""
        watched = Forum.objects.watched_by(user)
        return self.filter(Q(forum__in=watched) | Q(other_forum__in=watched))

    def standing(self):
        return self.filter(undone=None)


class ModerationAction(models.Model):
    """`reason` is for the journal, `words` for the author of the message. `member`: whose message it was.

    `other_forum`: where a topic went. `state`: keys and titles from which the act is undone.
    """

    kind = models.CharField("acte", max_length=8, choices=ActionKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)
    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="moderation_actions")
    other_forum = models.ForeignKey(
        Forum, verbose_name="autre forum", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name="sujet",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="moderation_actions",
    )
    post = models.ForeignKey(
        Post,
        verbose_name="message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="moderation_actions",
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="auteur du message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField("raison", max_length=LONGEST_REASON, blank=True)
    words = models.TextField("mot à l’auteur", max_length=LONGEST_WORDS, blank=True)
    state = models.JSONField("de quoi revenir en arrière", default=dict, blank=True)
    undone = models.DateTimeField("annulé le", null=True, blank=True)

    objects = ModerationActionQuerySet.as_manager()

    class Meta:
        verbose_name = "acte de modération"
        verbose_name_plural = "actes de modération"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["forum", "-at"], name="moderation_action_forum")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActionKind.values),
                name="moderation_action_kind_is_known",
                violation_error_message="Cet acte de modération n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ActionKind.ERASE) | Q(undone=None) & ~Q(reason=""),
                name="moderation_erasure_has_reason_and_stays",
                violation_error_message="Un effacement dit pourquoi, et ne s’annule pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d/%m/%Y}"

    @property
    def may_be_undone(self) -> bool:
        """Whether it is of a kind that is undone; the service says whether nothing happened since."""
        return self.undone is None and self.topic_id is not None and self.kind in OF_TOPICS
