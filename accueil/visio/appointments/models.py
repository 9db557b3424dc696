"""An appointment by video, and one row for each quarter of an hour that it takes.

The rows hold the rule: under three unique constraints, a room, a desk and a member of the team are each in one
appointment at a time, whatever the code. No free text: nothing of what is said in the interview is written here.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accueil.visio.appointments.enums import HOLDING, AppointmentState, BookedBy
from accueil.visio.partners.models import LONGEST, QUARTER, SHORTEST, InterviewMotive, Partner, PartnerService
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.slots.models import OpeningSlot
from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, hour_in_words
from reseau.web.signed_links import link_token, token_place

NAME_LENGTH = 60
# After the day of the appointment, the name, the ways to reach the person and their commune go.
KEPT = datetime.timedelta(days=30)
QUARTERS_IN_A_DAY = 24 * 60 // QUARTER


class AppointmentQuerySet(models.QuerySet):
    def holding(self):
        """Return those that keep their room."""
        return self.filter(state__in=HOLDING)

    def booked(self):
        return self.filter(state=AppointmentState.BOOKED)

    def with_place(self):
        joined = self.select_related(
            "partner", "service", "motive", "slot", "room__epm__commune__territory", "desk", "welcomed_by", "commune"
        )
        return joined.defer("room__epm__presentation")

    def to_come(self):
        """Return those that are booked, today or later, in their order."""
        return self.booked().filter(day__gte=timezone.localdate()).order_by("day", "begins", "pk")

    def without_outcome(self):
        """Return those of past days of which nobody wrote what became of them."""
        return self.booked().filter(day__lt=timezone.localdate())

    def named(self):
        """Return those whose names are not erased."""
        return self.exclude(name="")


class Appointment(models.Model):
    """`welcomed_by` welcomes the person and starts the call. `link`: its own, else that of its slot (`call_link`).

    `commune`: where the person comes from, for the journey avoided; erased with the name. `kilometres`: avoided, there
    and back, written with the outcome; None when it was not computed. `sequence`: rank of the last calendar event.
    `texted_for`: the beginning that the last SMS told.
    """

    partner = models.ForeignKey(
        Partner, verbose_name="partenaire", on_delete=models.PROTECT, related_name="appointments"
    )
    service = models.ForeignKey(
        PartnerService, verbose_name="service", on_delete=models.PROTECT, related_name="appointments"
    )
    motive = models.ForeignKey(
        InterviewMotive, verbose_name="motif", on_delete=models.PROTECT, related_name="appointments"
    )
    slot = models.ForeignKey(
        OpeningSlot,
        verbose_name="plage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointments",
    )
    room = models.ForeignKey(VisioRoom, verbose_name="pièce", on_delete=models.PROTECT, related_name="appointments")
    desk = models.ForeignKey(VisioDesk, verbose_name="poste", on_delete=models.PROTECT, related_name="appointments")
    welcomed_by = models.ForeignKey(
        Member, verbose_name="accueilli par", on_delete=models.PROTECT, related_name="visio_appointments"
    )
    day = models.DateField("jour")
    begins = models.TimeField("à")
    minutes = models.PositiveSmallIntegerField("durée en minutes")
    name = models.CharField("prénom et initiale", max_length=NAME_LENGTH, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    commune = models.ForeignKey(
        Commune, verbose_name="commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField("lien de l’appel", max_length=300, blank=True)
    booked_through = models.CharField("réservé par", max_length=8, choices=BookedBy, default=BookedBy.TEAM)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="membre qui a réservé",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    booked = models.DateTimeField("réservé le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changé le", default=timezone.now, editable=False)
    texted_for = models.DateTimeField("rappelé par SMS pour", null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField("rang du dernier envoi aux agendas", default=0, editable=False)
    state = models.CharField("état", max_length=10, choices=AppointmentState, default=AppointmentState.BOOKED)
    real_minutes = models.PositiveSmallIntegerField("durée réelle en minutes", null=True, blank=True)
    has_documents = models.BooleanField("des documents ont été échangés", null=True, blank=True)
    kilometres = models.PositiveIntegerField("kilomètres évités", null=True, blank=True, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous visio"
        verbose_name_plural = "rendez-vous visio"
        ordering = ["day", "begins", "pk"]
        indexes = [
            models.Index(fields=["room", "day"], name="appointment_by_room_and_day"),
            models.Index(fields=["partner", "day"], name="appointment_by_partner_and_day"),
            models.Index(fields=["day", "state"], name="appointment_by_day_and_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "room", "desk", "welcomed_by"],
                name="appointment_named_with_what_it_takes",
                violation_error_message="Ce rendez-vous existe déjà\u00a0: rechargez la page.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__in=range(SHORTEST, LONGEST + 1, QUARTER)),
                name="appointment_lasts_quarters",
                violation_error_message="Une durée compte des quarts d’heure, de 15 à 120 minutes.",
            ),
            models.CheckConstraint(
                condition=Q(real_minutes=None) & Q(has_documents=None) & Q(kilometres=None)
                | Q(state=AppointmentState.SEEN),
                name="appointment_measured_once_seen",
                violation_error_message="Durée, documents et kilomètres sont ceux d’un entretien qui a eu lieu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {day_in_full(self.day, 'j F Y')}, {hour_in_words(self.begins)}"

    def get_absolute_url(self) -> str:
        return reverse("accueil:appointment", args=[self.pk])

    @property
    def link_facts(self) -> tuple:
        """Nothing that a change alters: the link of the first mail opens the appointment until its name is erased."""
        return (self.booked.timestamp(), self.booked_through)

    @property
    def private_path(self) -> str:
        """Return the address by which the person, without account, moves or cancels it."""
        return reverse("accueil:appointment_door", args=[link_token(self)])

    @property
    def mailed_path(self) -> str:
        """The same for a mail that waits, without its token."""
        return self.private_path.replace(link_token(self), token_place(self))

    @property
    def epm(self) -> EPM:
        return self.room.epm

    @property
    def call_link(self) -> str:
        """The address of the call: its own, else that of its slot."""
        return self.link or (self.slot.link if self.slot_id else "")

    @property
    def hour(self) -> str:
        return hour_in_words(self.begins)

    @property
    def when(self) -> str:
        """« mardi 8 décembre 2026 à 10 h 30 »."""
        return f"{day_in_full(self.day)} à {self.hour}"

    @property
    def tone(self) -> str:
        return AppointmentState(self.state).tone

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= timezone.now()

    @property
    def begins_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.day, self.begins))

    @property
    def ends_at(self) -> datetime.datetime:
        return self.begins_at + datetime.timedelta(minutes=self.minutes)

    @property
    def quarters(self) -> range:
        """Ranks in the day of the quarters of an hour that it takes."""
        first = (self.begins.hour * 60 + self.begins.minute) // QUARTER
        return range(first, first + self.minutes // QUARTER)

    @property
    def is_booked(self) -> bool:
        return self.state == AppointmentState.BOOKED


class AppointmentQuarter(models.Model):
    """A quarter of an hour of an appointment. What it takes is copied here, and a key holds the copy true."""

    appointment = models.ForeignKey(
        Appointment, verbose_name="rendez-vous", on_delete=models.CASCADE, related_name="taken_quarters"
    )
    day = models.DateField("jour")
    quarter = models.PositiveSmallIntegerField("rang du quart d’heure dans la journée")
    room = models.ForeignKey(VisioRoom, verbose_name="pièce", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(VisioDesk, verbose_name="poste", on_delete=models.PROTECT, related_name="+")
    welcomed_by = models.ForeignKey(Member, verbose_name="accueilli par", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "quart d’heure d’un rendez-vous"
        verbose_name_plural = "quarts d’heure des rendez-vous"
        ordering = ["day", "quarter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "day", "quarter"],
                name="visio_room_taken_once",
                violation_error_message="Cette pièce est déjà prise à ce moment-là.",
            ),
            models.UniqueConstraint(
                fields=["desk", "day", "quarter"],
                name="visio_desk_taken_once",
                violation_error_message="Ce poste est déjà pris à ce moment-là.",
            ),
            models.UniqueConstraint(
                fields=["welcomed_by", "day", "quarter"],
                name="visio_member_taken_once",
                violation_error_message="Cette personne accueille déjà quelqu’un à ce moment-là.",
            ),
            CompositeForeignKey(
                fields=["appointment", "room", "desk", "welcomed_by"],
                to_fields=["id", "room", "desk", "welcomed_by"],
                name="quarter_of_what_its_appointment_takes",
                violation_error_message="Un quart d’heure est celui de la pièce et du poste de son rendez-vous.",
            ),
            models.CheckConstraint(
                condition=Q(quarter__lt=QUARTERS_IN_A_DAY),
                name="quarter_of_a_day",
                violation_error_message="Un rendez-vous finit le jour où il commence.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appointment}, {self.quarter}"
