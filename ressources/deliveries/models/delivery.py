"""That a workshop took place: who ran which sheet, where, on which day, with how many people, what came of it.

The fact is entered once: the counters of the sheet (`delivery_tally`), the activity of an EPM and the field notes that
colleagues read all come from here. Whatever else happened at that workshop may point at it.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from reseau import audience
from reseau.enums import Audience
from reseau.members.models.member import Member
from reseau.permissions import is_network_member, watched_territories
from reseau.places.models.epm import EPM
from reseau.wording import day_in_full
from ressources.enums import Again
from ressources.sheets.models.authorship import written_by

MOST_PEOPLE = 200
SHORTEST, LONGEST = 5, 720  # minutes
NOTE_LENGTH = 300
# A sheet is often born of a workshop that was run many times before it was written down.
BEFORE_PUBLICATION = timedelta(days=365)
SHOWN_NOTES = 3

# What one tells of a workshop on a day that is noted already.
TOLD = ("headcount", "minutes", "again", "went_well", "to_mend")
# What the notes of a sheet say, in the form in which its own query brings them (`DeliveryQuerySet.as_notes`).
NOTE_COLUMNS = ("id", "date", *TOLD)
NOTE_EPM, NOTE_MEMBER = ("id", "name", "slug"), ("id", "first_name", "last_name")


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members of the network read those of the sheets they may read, of the EPM they watch, and their own."""
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
        """Those of which somebody said something."""
        return self.exclude(went_well="", to_mend="")

    def latest_first(self):
        return self.order_by("-date", "-pk")

    def with_record(self):
        """Joins what is shown of each beside its sheet."""
        return self.select_related("epm__commune", "member")

    def same_as(self, delivery: "Delivery"):
        """What the same member has already noted of the same sheet, on the same day in the same EPM."""
        return self.exclude(pk=delivery.pk).filter(
            member=delivery.member_id, sheet=delivery.sheet_id, epm=delivery.epm_id, date=delivery.date
        )

    def under(self, page):
        """Those of the sheets that stand at `page` or below it in Wagtail's tree."""
        return self.filter(sheet__path__startswith=page.path)

    def as_notes(self):
        """Each as one column of another query, whichever the database; `Delivery.of_note` reads it."""
        columns = {name: name for name in NOTE_COLUMNS}
        columns |= {f"epm_{name}": f"epm__{name}" for name in NOTE_EPM}
        columns |= {f"member_{name}": f"member__{name}" for name in NOTE_MEMBER}
        return self.values(note=JSONObject(**columns))


class Delivery(models.Model):
    """A workshop run by `member`, who has said so. Once for each sheet, EPM and day."""

    # What took place stays: a sheet that was run is withdrawn or obsolete, never erased.
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
    # Where it was noted what each learner practised that day.
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

    # It tells of a sheet, and is nothing that an editor would have to mend when the page goes.
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
        """The delivery that a column of `as_notes` tells, to be shown."""

        def part(prefix: str, names: tuple[str, ...]) -> dict:
            return {name: note[f"{prefix}_{name}"] for name in names}

        told = {name: note[name] for name in NOTE_COLUMNS} | {"date": date.fromisoformat(note["date"])}
        member = Member(**part("member", NOTE_MEMBER)) if note["member_id"] else None
        return cls(**told, epm=EPM(**part("epm", NOTE_EPM)), member=member)

    def clean(self) -> None:
        """A workshop that is noted has taken place, and not long before its sheet."""
        if self.date is None:
            return
        if self.date > timezone.localdate():
            raise ValidationError({"date": "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."})
        published = self.sheet.first_published_at
        if published and self.date < (earliest := timezone.localdate(published) - BEFORE_PUBLICATION):
            sentence = (
                f"Cette fiche est parue le {day_in_full(published, 'j F Y')}\u00a0: "
                f"choisissez un jour à partir du {day_in_full(earliest, 'j F Y')}."
            )
            raise ValidationError({"date": sentence})

    def says_the_same_as(self, other: "Delivery") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in TOLD)

    def take_from(self, other: "Delivery") -> None:
        """Says of that day what `other` says of it, in memory."""
        for name in TOLD:
            setattr(self, name, getattr(other, name))


def latest_notes(sheet) -> list[Delivery]:
    """The latest field notes of `sheet`: those that its own query brought, otherwise read here."""
    if hasattr(sheet, "note_1"):
        notes = (getattr(sheet, f"note_{rank}") for rank in range(1, SHOWN_NOTES + 1))
        return [Delivery.of_note(note) for note in notes if note]
    return list(sheet.deliveries.noted().latest_first().with_record()[:SHOWN_NOTES]) if sheet.pk else []
