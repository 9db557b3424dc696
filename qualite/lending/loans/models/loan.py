"""A loan: an equipment, the place that borrows it, from one half-day to another; and one row for each half-day.

The rows hold the rule: under a unique constraint, an equipment is lent once in a half-day, whatever the code. A second
constraint says that it is out at one place at most.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from formation.enums import DayPart
from formation.working_halves import PARTS, WorkingHalf
from qualite.lending.enums import OPEN, STANDING, LoanState
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.span import Span
from reseau.places.models.epm import EPM

PURPOSE_LENGTH = 200
REASON_LENGTH = 300


def _ended_before(half: WorkingHalf) -> Q:
    """Condition: the last half-day is before `half`."""
    ended = Q(end__lt=half.date)
    return ended | Q(end=half.date, end_part=DayPart.MORNING) if half.part == DayPart.AFTERNOON else ended


class LoanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the loans for members of the network: who has what is told to all, as on a shared calendar."""
        return self.filter(equipment__in=Equipment.objects.visible_to(user).order_by())

    def of_places(self, epm_ids):
        """Return what these places borrow or lend."""
        return self.filter(Q(epm__in=epm_ids) | Q(equipment__epm__in=epm_ids))

    def standing(self):
        return self.filter(state__in=STANDING)

    def open(self):
        """Return what is booked or out."""
        return self.filter(state__in=OPEN)

    def out(self):
        return self.filter(state=LoanState.OUT)

    def overdue(self):
        """Return what is still out after its last half-day."""
        return self.out().filter(_ended_before(WorkingHalf.now()))

    def with_places(self):
        return self.select_related("equipment__epm__commune__territory", "epm__commune__territory")


class Loan(models.Model):
    """`epm` borrows. `came_from`: the loan from which the equipment came straight, without going home."""

    equipment = models.ForeignKey(Equipment, verbose_name="matériel", on_delete=models.PROTECT, related_name="loans")
    epm = models.ForeignKey(EPM, verbose_name="qui emprunte", on_delete=models.PROTECT, related_name="equipment_loans")
    start = models.DateField("du")
    start_part = models.CharField("à partir du", max_length=10, choices=DayPart)
    end = models.DateField("au")
    end_part = models.CharField("jusqu’au", max_length=10, choices=DayPart)
    purpose = models.CharField("pour quoi", max_length=PURPOSE_LENGTH, blank=True)
    state = models.CharField("état", max_length=10, choices=LoanState, default=LoanState.BOOKED)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="réservé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    booked = models.DateTimeField("réservé le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changé le", default=timezone.now, editable=False)
    came_from = models.OneToOneField(
        "self",
        verbose_name="remis directement par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="passed_to",
    )
    cancel_reason = models.CharField("pourquoi il est annulé", max_length=REASON_LENGTH, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = "prêt de matériel"
        verbose_name_plural = "prêts de matériel"
        ordering = ["start", "-start_part", "pk"]
        indexes = [models.Index(fields=["state", "end"], name="loan_by_state_and_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "equipment"],
                name="loan_named_with_its_equipment",
                violation_error_message="Ce prêt existe déjà\u00a0: rechargez la page.",
            ),
            models.UniqueConstraint(
                fields=["equipment"],
                condition=Q(state=LoanState.OUT),
                name="equipment_out_at_one_place",
                violation_error_message="Ce matériel n’est pas rentré du prêt d’avant.",
            ),
            models.CheckConstraint(
                condition=Q(start_part__in=PARTS, end_part__in=PARTS),
                name="loan_from_a_morning_or_an_afternoon",
                violation_error_message="Un prêt va d’un matin ou d’un après-midi à un autre.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"))
                | Q(end=F("start")) & (Q(start_part=DayPart.MORNING) | Q(end_part=DayPart.AFTERNOON)),
                name="loan_ends_after_it_starts",
                violation_error_message="Le prêt finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.equipment}, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("qualite:loan", args=[self.pk])

    @property
    def span(self) -> Span:
        return Span(WorkingHalf.of(self.start, self.start_part), WorkingHalf.of(self.end, self.end_part))

    @property
    def period(self) -> str:
        return self.span.words

    @property
    def is_booked(self) -> bool:
        return self.state == LoanState.BOOKED

    @property
    def is_out(self) -> bool:
        return self.state == LoanState.OUT

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_out and self.span.last.rank < WorkingHalf.now().rank

    @property
    def is_forgotten(self) -> bool:
        """Whether it is over and nobody wrote that it left."""
        return self.is_booked and self.span.last.rank < WorkingHalf.now().rank

    @property
    def state_words(self) -> str:
        if self.is_overdue:
            return "En retard"
        return "Départ non noté" if self.is_forgotten else self.get_state_display()

    @property
    def tone(self) -> str:
        return "bad" if self.is_overdue or self.is_forgotten else LoanState(self.state).tone


class LoanHalfDay(models.Model):
    """A half-day of a loan. The equipment is copied here for the constraint, and a key holds the copy true."""

    loan = models.ForeignKey(Loan, verbose_name="prêt", on_delete=models.CASCADE, related_name="half_days")
    equipment = models.ForeignKey(
        Equipment, verbose_name="matériel", on_delete=models.PROTECT, related_name="lent_half_days"
    )
    date = models.DateField("date")
    part = models.CharField("moment", max_length=10, choices=DayPart)

    class Meta:
        verbose_name = "demi-journée d’un prêt"
        verbose_name_plural = "demi-journées des prêts"
        ordering = ["date", "-part"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipment", "date", "part"],
                name="equipment_lent_once_in_a_half_day",
                violation_error_message="Ce matériel est déjà réservé à ce moment-là.",
            ),
            CompositeForeignKey(
                fields=["loan", "equipment"],
                to_fields=["id", "equipment"],
                name="loan_half_day_of_its_equipment",
                violation_error_message="Une demi-journée est celle du matériel de son prêt.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=PARTS),
                name="loan_half_day_morning_or_afternoon",
                violation_error_message="Un prêt se compte en matins et en après-midis.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan}, {WorkingHalf.of(self.date, self.part).words}"
