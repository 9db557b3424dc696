"""A workshop that took place: who ran which sheet, where, on which day, with how many people, what came of it.

The fact is entered once: the counters of the sheet (`delivery_tally`), the activity of an EPM and the field notes that
colleagues read come from here. Other facts about that workshop may point to it.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from reseau.enums import Audience
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member, watched_territories
from reseau.places import audience
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full
from ressources.sheets.models.authorship import written_by
from ressources.workshops.enums import Again

MOST_PEOPLE = 200
SHORTEST, LONGEST = 5, 720  # minutes
NOTE_LENGTH = 300
# A workshop is often run many times before its sheet is written.
BEFORE_PUBLICATION = timedelta(days=365)
SHOWN_NOTES = 3

# The report of a workshop: what may change for a day already noted.
REPORT_FIELDS = ("headcount", "minutes", "again", "went_well", "to_mend")
# Columns of the field notes, as the query of a sheet joins them (`DeliveryQuerySet.as_notes`).
NOTE_COLUMNS = ("id", "date", *REPORT_FIELDS)
NOTE_EPM, NOTE_MEMBER = ("id", "name", "slug"), ("id", "first_name", "last_name")


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the sheets that `user` may read, of the EPM that they watch, and their own; none outside the
        network.
        """
        if not is_network_member(user):
            return self.none()
        tokens = audience.tokens_of(user)
        levels = [level for level in Audience.values if level in tokens]
        return self.filter(
            Q(member=user)
            | Q(sheet__live=True, sheet__audience__in=levels)
            | written_by(user, "sheet__")
            | Q(epm__commune__territory__in=watched_territories(user))
        )

    def noted(self):
        """Return the deliveries with a field note."""
        return self.exclude(went_well="", to_mend="")

    def latest_first(self):
        return self.order_by("-date", "-pk")

    def with_record(self):
        """Join what is shown of each delivery beside its sheet."""
        return self.select_related("epm__commune", "member")

    def same_as(self, delivery: "Delivery"):
        """Return what the same member noted for the same sheet, day and EPM."""
        return self.exclude(pk=delivery.pk).filter(
            member=delivery.member_id, sheet=delivery.sheet_id, epm=delivery.epm_id, date=delivery.date
        )

    def under(self, page):
        """Return the deliveries of the sheets at `page` or below it in Wagtail's tree."""
        return self.filter(sheet__path__startswith=page.path)

    def as_notes(self):
        """Return each delivery as one column of another query, on every database; `Delivery.of_note` reads it."""
        columns = {name: name for name in NOTE_COLUMNS}
        columns |= {f"epm_{name}": f"epm__{name}" for name in NOTE_EPM}
        columns |= {f"member_{name}": f"member__{name}" for name in NOTE_MEMBER}
        return self.values(note=JSONObject(**columns))

    def latest_notes_of(self, sheet) -> list["Delivery"]:
        """Return the latest field notes of `sheet`; no query if that of the sheet joined them (`with_field_notes`)."""
        if hasattr(sheet, "note_1"):
            notes = (getattr(sheet, f"note_{rank}") for rank in range(1, SHOWN_NOTES + 1))
            return [Delivery.of_note(note) for note in notes if note]
        if sheet.pk is None:
            return []
        return list(self.filter(sheet=sheet).noted().latest_first().with_record()[:SHOWN_NOTES])


class Delivery(models.Model):
    """A workshop run by `member`, as they noted it. One row for each member, sheet, EPM and day."""

    # Filled on the page of a member's own deliveries.
    may_be_removed = False

    # A sheet that was run is withdrawn or marked obsolete, never deleted.
    sheet = models.ForeignKey(
        "ressources.WorkshopPage", verbose_name="fiche", on_delete=models.PROTECT, related_name="deliveries"
    )
    member = models.ForeignKey(
        Member, verbose_name="animé par", on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="deliveries")
    date = models.DateField("animé le")
    headcount = models.PositiveSmallIntegerField(
        "participants", validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    minutes = models.PositiveSmallIntegerField(
        "durée réelle en minutes", validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    again = models.CharField("à refaire", max_length=10, choices=Again, blank=True)
    went_well = models.CharField("ce qui a bien marché", max_length=NOTE_LENGTH, blank=True)
    to_mend = models.CharField("ce qu’il faudrait revoir", max_length=NOTE_LENGTH, blank=True)
    # The grid of what each learner worked on that day.
    group_session = models.OneToOneField(
        "b2i.GroupSession",
        verbose_name="séance",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="delivery",
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = DeliveryQuerySet.as_manager()

    # It is about a sheet: an editor has nothing to repair when the page is deleted.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "atelier animé"
        verbose_name_plural = "ateliers animés"
        ordering = ["-date", "-pk"]
        indexes = [
            models.Index(fields=["sheet", "-date"], name="delivery_sheet_date"),
            models.Index(fields=["epm", "date"], name="delivery_epm_date"),
            models.Index(fields=["member", "-date"], name="delivery_member_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "sheet", "epm", "date"],
                name="delivery_noted_once_a_day",
                violation_error_message="Vous avez déjà noté cet atelier ce jour-là, dans cet EPM.",
            ),
            models.CheckConstraint(
                condition=Q(headcount__gte=1),
                name="delivery_to_one_person_at_least",
                violation_error_message="Il faut au moins une personne.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="delivery_lasts_a_minute",
                violation_error_message="Un atelier dure au moins une minute.",
            ),
        ]

    def __str__(self) -> str:
        return f"{day_in_full(self.date, 'j F Y')}, {self.epm}"

    @classmethod
    def of_note(cls, note: dict) -> "Delivery":
        """Build the delivery, for display, from a column of `as_notes`."""

        def part(prefix: str, names: tuple[str, ...]) -> dict:
            return {name: note[f"{prefix}_{name}"] for name in names}

        report = {name: note[name] for name in NOTE_COLUMNS} | {"date": date.fromisoformat(note["date"])}
        member = Member(**part("member", NOTE_MEMBER)) if note["member_id"] else None
        return cls(**report, epm=EPM(**part("epm", NOTE_EPM)), member=member)

    def clean(self) -> None:
        """Refuse a day to come, and a day more than a year before the publication of the sheet."""
        if self.date is None:
            return
        if self.date > timezone.localdate():
            raise ValidationError({"date": "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."})
        published_at = self.sheet.first_published_at
        if published_at and self.date < (earliest := timezone.localdate(published_at) - BEFORE_PUBLICATION):
            sentence = (
                f"Cette fiche est parue le {day_in_full(published_at, 'j F Y')}\u00a0: "
                f"choisissez un jour à partir du {day_in_full(earliest, 'j F Y')}."
            )
            raise ValidationError({"date": sentence})

    def says_the_same_as(self, other: "Delivery") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in REPORT_FIELDS)

    def take_from(self, other: "Delivery") -> None:
        """Copy the report of `other`, in memory."""
        for name in REPORT_FIELDS:
            setattr(self, name, getattr(other, name))
