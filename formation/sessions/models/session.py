"""A session: one run of a training, over one or several half-days, in an EPM, in another place or remotely."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.sessions.enums import PlaceKind, SessionStatus, Stage
from formation.sessions.models.half_day import HalfDay
from formation.sessions.validators import check_delays, parse_delays, place_fits_kind
from formation.sessions.wording import places_in_words, state_in_words
from reseau.people.members.models.position import Position
from reseau.permissions import is_coordinator
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, hour_in_words, place_in_words
from reseau.web.addresses import address_of
from reseau.web.queries.row_locks import lock_row

# Long texts that no list shows.
LONG_TEXTS = (
    *(
        f"training__{name}"
        for name in ("introduction", "aims", "kit", "prerequisites", "trainer_profile", "accessibility")
    ),
    "epm__presentation",
    "epm__opening_hours",
)
# What `Session.place` reads, for lists that name their columns.
PLACE_JOINS = ("epm__commune", "commune")
PLACE_FIELDS = ("place_kind", "elsewhere", "epm__name", "epm__commune__name", "commune__name")


def _aggregate_by_session(related: models.QuerySet, aggregate: models.Aggregate) -> Subquery:
    """Compute `aggregate` over the rows of `related` of the outer session, without a join that multiplies rows."""
    rows = related.order_by().filter(session=OuterRef("pk")).values("session")
    return Subquery(rows.annotate(figure=aggregate).values("figure"))


def _same_session(*conditions: Exists, **enrolments) -> models.QuerySet:
    """The outer session, joined to its matching enrolments."""
    return Session.objects.order_by().filter(*conditions, pk=OuterRef("pk"), **enrolments)


def _enrolment_count(*conditions: Exists, **enrolments) -> Coalesce:
    """Number of matching enrolments of the outer session, through the reverse relation."""
    counts = _same_session(*conditions, **enrolments).values("pk").annotate(figure=Count("enrolments"))
    return Coalesce(Subquery(counts.values("figure")), 0)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sessions visible to members of the network; drafts to coordinators and to whoever proposed them.

        Dates and place are public elsewhere.
        """
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        if is_coordinator(user):
            return self.all()
        return self.filter(~Q(status=SessionStatus.DRAFT) | Q(created_by=user.pk))

    def planned(self):
        """Sessions that are not cancelled, drafts included."""
        return self.exclude(status=SessionStatus.CANCELLED)

    def announced(self):
        return self.filter(status=SessionStatus.OPEN)

    def of_year(self, year: int):
        return self.filter(Exists(HalfDay.objects.filter(session=OuterRef("pk"), date__year=year)))

    def with_dates(self):
        """Annotate `first_day`, `last_day`, `half_day_count` and `closed_count` (half-days with closed attendance)."""
        half_days = HalfDay.objects.all()
        return self.annotate(
            first_day=_aggregate_by_session(half_days, Min("date")),
            last_day=_aggregate_by_session(half_days, Max("date")),
            half_day_count=Coalesce(_aggregate_by_session(half_days, Count("pk")), 0),
            closed_count=Coalesce(_aggregate_by_session(half_days.filter(closed_at__isnull=False), Count("pk")), 0),
        )

    def with_beginning(self):
        """Annotate `first_day` and the rest of `with_dates()`, and `first_start`: `begins_at` then costs no query."""
        first_half_days = HalfDay.objects.filter(session=OuterRef("pk")).order_by("date", "start")
        return self.with_dates().annotate(first_start=Subquery(first_half_days.values("start")[:1]))

    def with_places(self):
        """Annotate `taken_count` and `waiting_count`, used by `places_left` and `places_words`."""
        # Asked for each person who waits: a list of the whole network would be read for it.
        positions = Position.objects.live().filter(member=OuterRef("enrolments__member"), member__is_active=True)
        return self.annotate(
            taken_count=_enrolment_count(enrolments__status__in=EnrolmentStatus.holding()),
            waiting_count=_enrolment_count(Exists(positions), enrolments__status=EnrolmentStatus.WAITING),
        )

    def with_enrolment_of(self, user):
        """Annotate `my_status`, null if `user` is not enrolled."""
        sessions = _same_session(enrolments__member=user.pk, enrolments__status__in=EnrolmentStatus.active())
        return self.annotate(my_status=Subquery(sessions.values("enrolments__status")))

    def with_place(self):
        """Join the columns of a list: training without its long texts, place, commune, territory."""
        sessions = self.select_related("training", "epm__commune__territory", "commune__territory")
        return sessions.defer(*LONG_TEXTS)

    def upcoming(self):
        """Announced sessions whose first half-day is today or later, nearest first."""
        return self.announced().with_dates().filter(first_day__gte=timezone.localdate()).order_by("first_day", "pk")

    def locked(self, pk: int) -> "Session":
        """Return the session, with its row locked until the end of the transaction."""
        return lock_row(self.select_related("training", "epm__commune", "commune"), pk)


class Session(models.Model):
    """A session for `minimum` to `capacity` people. The attendance of each half-day is closed on its own.

    Enrolment is open from `opens_on` to `closes_on`, both included; by default, from the announcement to the first
    half-day. Two rules of the waiting list may be lifted. Places of `TerritoryQuota` are kept until `quotas_until`,
    included.
    """

    training = models.ForeignKey(
        "formation.TrainingPage", verbose_name="formation", on_delete=models.PROTECT, related_name="sessions"
    )
    place_kind = models.CharField("où", max_length=10, choices=PlaceKind, default=PlaceKind.EPM)
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, blank=True, related_name="training_sessions"
    )
    elsewhere = models.CharField("nom et adresse du lieu", max_length=200, blank=True)
    commune = models.ForeignKey(
        Commune, verbose_name="commune du lieu", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField("lien de la réunion", max_length=300, blank=True)
    minimum = models.PositiveSmallIntegerField("minimum de personnes", default=1)
    capacity = models.PositiveSmallIntegerField("places")
    opens_on = models.DateField("inscriptions à partir du", null=True, blank=True)
    closes_on = models.DateField("inscriptions jusqu’au", null=True, blank=True)
    never_trained_first = models.BooleanField("priorité aux personnes jamais formées", default=True)
    one_per_epm_first = models.BooleanField("d’abord une personne par EPM", default=True)
    quotas_until = models.DateField("places gardées aux territoires jusqu’au", null=True, blank=True)
    status = models.CharField("état", max_length=10, choices=SessionStatus, default=SessionStatus.OPEN)
    note = models.CharField("à savoir avant de venir", max_length=300, blank=True)
    convocation_days = models.PositiveSmallIntegerField("convocation, jours avant", default=14)
    reminder_days = models.CharField(
        "rappels, jours avant", max_length=40, default="7, 1", blank=True, validators=[check_delays]
    )
    cancel_reason = models.CharField("raison de l’annulation", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ouverte par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("ouverte le", default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessions"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1),
                name="session_has_a_place",
                violation_error_message="Une session a au moins une place.",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__gte=1, minimum__lte=models.F("capacity")),
                name="session_minimum_within_capacity",
                violation_error_message="Le minimum va de 1 au nombre de places.",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="session_enrolment_ends_after_start",
                violation_error_message="Les inscriptions ne peuvent pas finir avant d’avoir commencé.",
            ),
            place_fits_kind("session_place_fits_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.training.title}, {self.place}"

    def get_absolute_url(self) -> str:
        return address_of("formation:session", self.pk)

    @property
    def given_waiver(self):
        """Why it is held although it breaches a rule of the year, None if nobody had to say."""
        return getattr(self, "waiver", None)

    @property
    def place(self) -> str:
        """« EPM de Gramat », « La Fabrique, Gramat », « à distance »: the words for the middle of a sentence."""
        if self.is_remote:
            return "à distance"
        return place_in_words(self.epm.name if self.epm else self.elsewhere, self.where)

    @property
    def full_place(self) -> str:
        """The place with the address of its EPM: « EPM de Gramat, 3 place de la Halle, 46500 Gramat »."""
        return place_in_words(self.epm.name, self.where, self.epm.address) if self.epm else self.place

    @property
    def where(self) -> Commune | None:
        """The commune of the session, None if it is remote."""
        return self.epm.commune if self.epm else self.commune

    @property
    def is_remote(self) -> bool:
        return self.place_kind == PlaceKind.REMOTE

    @property
    def is_open(self) -> bool:
        """Announced, and not cancelled since."""
        return self.status == SessionStatus.OPEN

    @property
    def is_draft(self) -> bool:
        return self.status == SessionStatus.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED

    @property
    def begins_at(self) -> datetime.datetime:
        """Reads `half_days`, unless `with_beginning()` says it."""
        if first_start := getattr(self, "first_start", None):
            return timezone.make_aware(datetime.datetime.combine(self.first_day, first_start))
        return min(half_day.begins_at for half_day in self.half_days.all())

    @property
    def when_and_where(self) -> str:
        """What tells it from the other sessions of its training: « 12 mars 2026 à 9 h, EPM de Gramat ».

        Reads `begins_at`.
        """
        beginning = timezone.localtime(self.begins_at)
        return f"{day_in_full(beginning, 'j F Y')} à {hour_in_words(beginning.time())}, {self.place}"

    def has_begun(self, at: datetime.datetime | None = None) -> bool:
        return self.begins_at <= (at or timezone.now())

    @property
    def is_over(self) -> bool:
        """Whether its last half-day has ended. Reads `half_days`."""
        return all(half_day.is_over for half_day in self.half_days.all())

    @property
    def reminder_delays(self) -> list[int]:
        """Days before the first half-day, longest first."""
        return parse_delays(self.reminder_days)

    @property
    def places_left(self) -> int:
        """Needs `with_places()`."""
        return max(self.capacity - self.taken_count, 0)

    @property
    def places_words(self) -> str:
        """« Il reste 2 places », « Complet : liste d’attente ». Needs `with_places()`."""
        return places_in_words(self.places_left)

    @property
    def place_marks(self) -> list[bool]:
        """A mark for each place, true where it is taken. Needs `with_places()`."""
        return [number < self.taken_count for number in range(self.capacity)]

    @property
    def my_state(self) -> str:
        """Status of the user's enrolment, in words, or an empty string. Needs `with_enrolment_of()`."""
        return state_in_words(EnrolmentStatus(self.my_status)) if self.my_status else ""

    @property
    def stage(self) -> Stage:
        """Needs `with_dates()`."""
        return stage_of(self.status, self.first_day, self.last_day, self.half_day_count, self.closed_count)


def stage_of(
    status: str, first_day: datetime.date, last_day: datetime.date, half_day_count: int, closed_count: int
) -> Stage:
    """Return the stage of a session today, from what `with_dates()` counts."""
    today = timezone.localdate()
    if status == SessionStatus.CANCELLED:
        return Stage.CANCELLED
    if status == SessionStatus.DRAFT:
        return Stage.DRAFT
    if first_day > today:
        return Stage.UPCOMING
    if closed_count == half_day_count:
        return Stage.DONE
    return Stage.RUNNING if last_day >= today else Stage.TO_CLOSE
