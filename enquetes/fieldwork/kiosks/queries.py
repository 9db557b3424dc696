"""Kiosks with what they received, by day."""

from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from enquetes.design.campaigns.enums import Mode
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.kiosks.models import Kiosk, KioskQuerySet

WEEK = timedelta(days=7)


def received_at(**place) -> QuerySet[CollectedResponse]:
    return CollectedResponse.objects.filter(mode=Mode.KIOSK, **place)


def with_received(kiosks: KioskQuerySet, today: date) -> KioskQuerySet:
    """Add `received`, `received_today`, `received_yesterday` and `received_in_week`."""
    own = received_at(campaign=OuterRef("campaign"), place=OuterRef("epm")).order_by()

    def count(condition: Q) -> Coalesce:
        counts = own.filter(condition).values("place").annotate(found=Count("pk")).values("found")
        return Coalesce(Subquery(counts), 0)

    return kiosks.annotate(
        received=count(Q()),
        received_today=count(Q(response__day=today)),
        received_yesterday=count(Q(response__day=today - timedelta(days=1))),
        received_in_week=count(Q(response__day__gt=today - WEEK)),
    )


def received_by_day(kiosk: Kiosk) -> list[tuple[date, int]]:
    """Return (day, responses), the last day first. One query."""
    rows = received_at(campaign=kiosk.campaign_id, place=kiosk.epm_id).order_by()
    days = rows.values(day=F("response__day")).annotate(found=Count("pk"))
    return list(days.order_by("-day").values_list("day", "found"))
