"""Totals of the deliveries of a sheet, stored beside the sheet: lists and the search show them without counting.

They have a table of their own: the row of a page is rewritten from a revision at each publication, counters included.
The table points to the page that all kinds share, so that their lists join it; only workshops have a row.
"""

from collections.abc import Iterable
from statistics import median

from django.db import models
from django.db.models import Count, Q, Sum

from reseau.texts.wording import minutes_in_words
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.enums import Again

ROUNDED_TO = 5  # minutes

# All but the median, which each database computes in its own way: enough to detect a wrong tally.
FIGURES = {
    "times": Count("pk"),
    "epms": Count("epm", distinct=True),
    "people": Sum("headcount"),
    "total_minutes": Sum("minutes"),
    "answers": Count("pk", filter=~Q(again="")),
    "willing": Count("pk", filter=Q(again__in=[Again.YES, Again.OTHERWISE])),
    "willing_otherwise": Count("pk", filter=Q(again=Again.OTHERWISE)),
    "notes": Count("pk", filter=~Q(went_well="", to_mend="")),
}


class DeliveryTallyManager(models.Manager):
    def recount(self, sheet_id: int) -> None:
        """Count the deliveries of a sheet, whose row the caller has locked; write only what changed."""
        deliveries = Delivery.objects.filter(sheet=sheet_id).order_by()
        figures = deliveries.aggregate(**FIGURES)
        tally = self.filter(sheet=sheet_id).first()
        if not figures["times"]:
            if tally:
                tally.delete()
            return
        figures["usual_minutes"] = round(median(deliveries.values_list("minutes", flat=True)))
        if tally is None:
            self.create(sheet_id=sheet_id, **figures)
        elif any(getattr(tally, name) != value for name, value in figures.items()):
            self.filter(pk=tally.pk).update(**figures)

    def wrong(self) -> Iterable[int]:
        """Return the keys of the sheets whose tally differs from their deliveries."""
        return sorted(self.differing())

    def differing(self) -> dict[int, tuple[dict | None, dict | None]]:
        """Return the stored and the computed figures of each sheet where they differ, None for no figures."""
        rows = Delivery.objects.order_by().values("sheet").annotate(**FIGURES)
        computed_tallies = {row.pop("sheet"): row for row in rows}
        stored_tallies = {row.pop("sheet"): row for row in self.values("sheet", *FIGURES)}
        return {
            key: (stored_tallies.get(key), computed_tallies.get(key))
            for key in sorted(computed_tallies.keys() | stored_tallies.keys())
            if computed_tallies.get(key) != stored_tallies.get(key)
        }


class DeliveryTally(models.Model):
    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="delivery_tally"
    )
    times = models.PositiveIntegerField("fois animé", db_index=True)
    epms = models.PositiveIntegerField("nombre d’EPM")
    people = models.PositiveIntegerField("personnes en tout")
    total_minutes = models.PositiveIntegerField("minutes en tout")
    usual_minutes = models.PositiveSmallIntegerField("durée médiane en minutes")
    answers = models.PositiveIntegerField("ont dit s’ils le referaient")
    willing = models.PositiveIntegerField("le referaient")
    willing_otherwise = models.PositiveIntegerField("le referaient autrement")
    notes = models.PositiveIntegerField("notes de terrain")

    objects = DeliveryTallyManager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "décompte des ateliers animés"
        verbose_name_plural = "décomptes des ateliers animés"

    def __str__(self) -> str:
        return f"animé\u00a0{self.times_in_words}"

    @property
    def times_in_words(self) -> str:
        return f"{self.times}\u00a0fois" if self.times > 1 else "une\u00a0fois"

    @property
    def places_in_words(self) -> str:
        """« 14 fois dans 9 EPM »."""
        if self.times == 1:
            return self.times_in_words
        return f"{self.times_in_words} dans {f'{self.epms} EPM' if self.epms > 1 else 'un EPM'}"

    @property
    def duration_in_words(self) -> str:
        """The usual duration, compared with the planned one."""
        planned_minutes = self.sheet.duration
        rounded_minutes = ROUNDED_TO * round(self.usual_minutes / ROUNDED_TO) or self.usual_minutes
        if abs(rounded_minutes - planned_minutes) <= ROUNDED_TO:
            return f"prévu {minutes_in_words(planned_minutes)}, et en vrai aussi"
        return f"prévu {minutes_in_words(planned_minutes)}, en vrai plutôt {minutes_in_words(rounded_minutes)}"

    @property
    def usual_headcount(self) -> str:
        people = round(self.people / self.times)
        return f"{people}\u00a0personne{'s' if people > 1 else ''}" + (" en moyenne" if self.times > 1 else "")

    @property
    def again_in_words(self) -> str:
        """« 12 sur 13, dont 3 autrement »; empty without any answer."""
        if not self.answers:
            return ""
        otherwise = f", dont {self.willing_otherwise} autrement" if self.willing_otherwise else ""
        return f"{self.willing} sur {self.answers}{otherwise}"
