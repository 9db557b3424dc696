"""A decision of the committee, who is to act, and the journal of what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.portfolio.projects.models import Project
from projets.steering.committee.models import ERASED, HOLDER_LENGTH, CommitteePosition, Mandate
from projets.steering.enums import (
    NEXT_DECISION_STATES,
    DecisionState,
)
from projets.steering.meetings.models.agenda import SteeringItem
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member

TEXT_LENGTH, OUTCOME_LENGTH = 600, 400
OPEN, DONE, DROPPED = DecisionState


class SteeringDecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all decisions to members of the network, from the day on which they are noted."""
        return self.all() if is_network_member(user) else self.none()

    def to_do_by(self, member: Member):
        """Return those of `member`, by name or by a position that they hold today."""
        held = Mandate.objects.on(timezone.localdate()).filter(member=member)
        return self.filter(Q(member=member) | Q(position__in=held.values("position")))

    def in_order(self):
        """Overdue ones first, then those to do by their day, those without a day, and what is over."""
        today = timezone.localdate()
        rank = Case(
            When(state=OPEN, due_on__lt=today, then=Value(0)),
            When(state=OPEN, due_on__isnull=False, then=Value(1)),
            When(state=OPEN, then=Value(2)),
            default=Value(3),
            output_field=models.SmallIntegerField(),
        )
        due = Case(When(state=OPEN, then="due_on"), output_field=models.DateField())
        return self.order_by(rank, due, "-item__meeting__date", "pk")


class SteeringDecisionManager(models.Manager.from_queryset(SteeringDecisionQuerySet)):
    def get_queryset(self) -> SteeringDecisionQuerySet:
        """Return decisions with what names whoever is to act."""
        return super().get_queryset().select_related("position", "member")


class SteeringDecision(models.Model):
    """`outcome`: what was done, or why it was given up. Its actor is a position, a member, or a name."""

    item = models.ForeignKey(SteeringItem, verbose_name="point", on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField("ce qui est décidé", max_length=TEXT_LENGTH)
    position = models.ForeignKey(
        CommitteePosition, verbose_name="fonction", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey(
        Member, verbose_name="membre", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outsider = models.CharField("personne sans compte", max_length=HOLDER_LENGTH, blank=True)
    due_on = models.DateField("pour le", null=True, blank=True, validators=DAY_VALIDATORS)
    project = models.ForeignKey(
        Project, verbose_name="projet", on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    state = models.CharField("état", max_length=8, choices=DecisionState, default=DecisionState.OPEN)
    done_on = models.DateField("faite le", null=True, blank=True, validators=DAY_VALIDATORS)
    outcome = models.CharField("ce qui a été fait, ou pourquoi non", max_length=OUTCOME_LENGTH, blank=True)
    created = models.DateTimeField("notée le", default=timezone.now, editable=False)

    objects = SteeringDecisionManager()

    class Meta:
        verbose_name = "décision du comité"
        verbose_name_plural = "décisions du comité"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__isnull=True, member__isnull=True)
                | Q(position__isnull=True, outsider="")
                | Q(member__isnull=True, outsider=""),
                name="steering_decision_of_one_actor",
                violation_error_message="Choisissez une seule personne\u00a0: une fonction, un membre, ou un nom.",
            ),
            models.CheckConstraint(
                condition=Q(state=OPEN, outcome="", done_on__isnull=True)
                | (Q(state=DONE, done_on__isnull=False) & ~Q(outcome=""))
                | (Q(state=DROPPED, done_on__isnull=True) & ~Q(outcome="")),
                name="steering_decision_closed_with_its_outcome",
                violation_error_message="Dites ce qui a été fait et quel jour, ou pourquoi la décision est abandonnée.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("projets:decision", args=[self.pk])

    @property
    def actor(self) -> str:
        """Who is to act, in words."""
        return str(self.position or self.member or self.outsider or ERASED)

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def tone(self) -> str:
        return "bad" if self.is_late else DecisionState(self.state).tone

    @property
    def state_words(self) -> str:
        return "En retard" if self.is_late else self.get_state_display()

    @property
    def next_states(self) -> tuple[DecisionState, ...]:
        return NEXT_DECISION_STATES[DecisionState(self.state)]


class DecisionStep(models.Model):
    """A line of the journal of a decision: what became of it, when, by whom. Never changed."""

    decision = models.ForeignKey(
        SteeringDecision, verbose_name="décision", on_delete=models.CASCADE, related_name="steps"
    )
    state = models.CharField("état", max_length=8, choices=DecisionState)
    words = models.CharField("mots", max_length=OUTCOME_LENGTH, blank=True)
    moved = models.DateTimeField("le", default=timezone.now, editable=False)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "suite d’une décision"
        verbose_name_plural = "suites des décisions"
        ordering = ["-moved", "-pk"]

    def __str__(self) -> str:
        return self.get_state_display()
