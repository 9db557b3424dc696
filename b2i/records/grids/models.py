"""A group session: a workshop with its day, its EPM, the learners present and the skills worked on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from reseau.places.models.epm import EPM


class GroupSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the sessions of the EPM where `user` works: they show names of learners."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(epm__in=user.epm_ids)

    def with_counts(self):
        """Add `learner_count` and `tick_count`."""
        ticks = models.Count("evidence", filter=Q(evidence__retraction__isnull=True), distinct=True)
        return self.annotate(learner_count=models.Count("learners", distinct=True), tick_count=ticks).order_by(
            "-date", "-pk"
        )


class GroupSession(models.Model):
    """Rows of the grid are `learners`, columns are `skills`; ticks are lines of evidence (`Evidence`)."""

    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="group_sessions")
    date = models.DateField("jour", default=timezone.localdate)
    title = models.CharField("atelier", max_length=120)
    sentence = models.CharField("ce qui a été travaillé, en une ligne", max_length=300, blank=True)
    skills = models.ManyToManyField(Skill, verbose_name="compétences travaillées", related_name="+")
    learners = models.ManyToManyField(Learner, verbose_name="personnes présentes", related_name="group_sessions")
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="animée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("ouverte le", default=timezone.now, editable=False)

    objects = GroupSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="group_session_has_a_title",
                violation_error_message="Dites de quel atelier il s’agit.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("b2i:grid", args=[self.pk])

    @property
    def evidence_text(self) -> str:
        """Text that a tick writes in a record: what was worked on, never a fact."""
        return self.sentence or f"Travaillé\u00a0: {self.title}"
