"""The watch kept over a question: how far it has climbed, when it climbs next, who has it in hand."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.utils import timezone

from forums.enums import TopicKind, TopicStatus
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.working_days import working_time
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.places.models.commune import Territory

UNANSWERED = Q(topic__status=TopicStatus.OPEN, topic__kind=TopicKind.QUESTION)


def _steps_of(user) -> list[ClockStep]:
    """Return the steps at which a question waits for `user`."""
    return [ClockStep.COORDINATION] if user.is_coordinator else [ClockStep.TERRITORY, ClockStep.COORDINATION]


class QuestionWatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of a coordinator, all; those of a territorial animator, of their territories. Others have none."""
        if not user.is_authenticated or not (user.is_coordinator or user.is_territorial):
            return self.none()
        watches = self.filter(topic__forum__in=Forum.objects.visible_to(user))
        return watches if user.is_coordinator else watches.filter(territory__in=user.watched_territory_ids)

    def waiting(self):
        """Those of questions that nobody has answered."""
        return self.filter(UNANSWERED)

    def arrived_to(self, user):
        """Questions that have climbed to `user` and wait for them."""
        return self.visible_to(user).waiting().filter(step__in=_steps_of(user))

    def arrived_first(self, user):
        """Put what has climbed to `user` first (`has_arrived`), then what waits for longest."""
        has_arrived = ExpressionWrapper(Q(step__in=_steps_of(user)), output_field=models.BooleanField())
        return self.annotate(has_arrived=has_arrived).order_by("-has_arrived", "started", "pk")

    def to_climb(self, now: datetime):
        """Those whose time is over, or whose question stands in another forum since."""
        has_moved = ~Q(forum=models.F("topic__forum"))
        return self.waiting().filter(Q(due__lte=now) | has_moved).order_by("due", "pk")


class QuestionWatch(models.Model):
    """`started`: when the question was asked, or came into its `forum`. `due`: when it climbs if nobody answers.

    `territory`: that of the forum, or of whoever asked, on that day; without one, the coordination answers for it.
    `answered`: when somebody else than the asker first wrote, `answer_minutes` of working days after the question.
    """

    topic = models.OneToOneField(Topic, verbose_name="question", on_delete=models.CASCADE, related_name="watch")
    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="+")
    territory = models.ForeignKey(
        Territory,
        verbose_name="territoire",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="question_watches",
    )
    step = models.CharField("où elle en est", max_length=12, choices=ClockStep, default=ClockStep.ASKED)
    started = models.DateTimeField("attend depuis le", default=timezone.now)
    climbed = models.DateTimeField("montée le", null=True, blank=True)
    due = models.DateTimeField("monte le", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="qui s’en occupe",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions_in_hand",
    )
    taken = models.DateTimeField("prise en main le", null=True, blank=True)
    answered = models.DateTimeField("première réponse le", null=True, blank=True)
    answer_minutes = models.PositiveIntegerField("minutes ouvrées avant la réponse", null=True, blank=True)

    objects = QuestionWatchQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi d’une question"
        verbose_name_plural = "suivis des questions"
        ordering = ["started", "pk"]
        indexes = [models.Index(fields=["due"], name="question_watch_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step=ClockStep.COORDINATION, due=None)
                | ~Q(step=ClockStep.COORDINATION) & Q(due__isnull=False),
                name="question_watch_climbs_until_the_coordination",
                violation_error_message="Une question monte à une date, jusqu’à la coordination.",
            ),
            models.CheckConstraint(
                condition=Q(step=ClockStep.ASKED, climbed=None) | ~Q(step=ClockStep.ASKED) & Q(climbed__isnull=False),
                name="question_watch_climbed_on_a_day",
                violation_error_message="Une question qui est montée l’a fait un jour.",
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None) | Q(taken__isnull=False),
                name="question_watch_taken_on_a_day",
                violation_error_message="Dites quand la question a été prise en main.",
            ),
            models.CheckConstraint(
                condition=Q(answered=None, answer_minutes=None)
                | Q(answered__isnull=False, answer_minutes__isnull=False),
                name="question_watch_answer_has_a_delay",
                violation_error_message="Une réponse a un délai.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)

    @property
    def waiting_days(self) -> int:
        """Whole working days for which the question has waited."""
        return working_time(self.started, timezone.now()).days
