"""What the library keeps counted: how often a sheet was run, and the places taken of a workshop open to all."""

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from jobs.derived_columns import DerivedColumn, WrongRow
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery_tally import FIGURES, DeliveryTally
from ressources.workshops.deliveries.services import recount_tally
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.bookings import recount_places

TAKEN = "places prises"
LABELS = {name: str(DeliveryTally._meta.get_field(name).verbose_name) for name in FIGURES}


def wrong_tallies() -> Iterator[WrongRow]:
    """Yield the sheets whose tally differs from their deliveries."""
    wrong = DeliveryTally.objects.differing()
    titles = dict(Sheet.objects.filter(pk__in=wrong).order_by().values_list("pk", "title"))
    for key, (kept, counted) in wrong.items():
        yield WrongRow(key, titles[key], _labelled(kept), _labelled(counted))


def _labelled(figures: dict[str, int] | None) -> dict[str, int | None]:
    return {label: figures[name] if figures else None for name, label in LABELS.items()}


def wrong_places() -> Iterator[WrongRow]:
    """Yield the workshops whose places taken differ from the people who have one. One query."""
    seated = Booking.objects.seated().filter(workshop=OuterRef("pk")).order_by().values("workshop")
    counted = Coalesce(Subquery(seated.annotate(figure=Count("pk")).values("figure")), 0)
    wrong = OpenWorkshop.objects.annotate(counted=counted).exclude(taken=F("counted"))
    for workshop in wrong.select_related("epm__commune").order_by("pk"):
        yield WrongRow(workshop.pk, str(workshop), {TAKEN: workshop.taken}, {TAKEN: workshop.counted})


def _recount_tally(key: int) -> None:
    recount_tally(sheet_id=key)


def _recount_places(key: int) -> None:
    recount_places(workshop_id=key)


COLUMNS = (
    DerivedColumn("Décomptes des ateliers animés", wrong_tallies, _recount_tally),
    DerivedColumn("Places prises des ateliers ouverts à tous", wrong_places, _recount_places),
)
