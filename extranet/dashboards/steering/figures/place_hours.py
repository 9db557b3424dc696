"""Figures of the hours of places: those that the public reads as to be confirmed, those that nobody trusts any more."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from extranet.dashboards.steering.figure import ListRow
from extranet.dashboards.steering.figures.places import EPMFigure
from extranet.dashboards.steering.scope import Scope
from reseau.places.models.epm import EPM
from reseau.places.models.hours import DAYS_BEFORE_DOUBT, DAYS_OF_TRUST
from reseau.texts.wording import day_in_full


def untrusted_hours() -> Q:
    """Return the condition that nobody says « open » of the place: no hours, or no check for 180 days."""
    before = timezone.localdate() - datetime.timedelta(days=DAYS_OF_TRUST)
    return Q(opening_hours="") | Q(checked_on=None) | Q(checked_on__lt=before)


def doubted_hours() -> Q:
    """Return the condition that hours are reported wrong, or that nobody has checked them for 90 days."""
    before = timezone.localdate() - datetime.timedelta(days=DAYS_BEFORE_DOUBT)
    return Q(doubted_on__isnull=False) | Q(checked_on__lt=before)


class HoursFigure(EPMFigure):
    icon = "clock"
    is_late = True

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.with_place().order_by("checked_on", "search_name", "pk")
        return rows.only(
            "name", "slug", "opening_hours", "checked_on", "doubted_on", "commune__name", "commune__territory__name"
        )

    def row(self, counted: EPM) -> ListRow:
        if not counted.opening_hours:
            state = "Aucun horaire confirmé"
        elif counted.checked_on:
            state = f"Vérifiés le {day_in_full(counted.checked_on, 'j F Y')}"
        else:
            state = "Jamais vérifiés"
        facts = [counted.commune.name, state, "Un visiteur les dit faux" if counted.doubted_on else ""]
        return ListRow(counted.name, counted.get_absolute_url(), [fact for fact in facts if fact])


class HoursToConfirm(HoursFigure):
    slug, words = "horaires-a-confirmer", ("EPM aux horaires à confirmer", "EPM aux horaires à confirmer")
    definition = f"Vérifiés il y a plus de {DAYS_BEFORE_DOUBT}\u00a0jours, ou signalés faux par un visiteur."

    def rows(self, scope: Scope) -> QuerySet:
        return self.opened(scope).filter(doubted_hours()).exclude(untrusted_hours())


class UnknownHours(HoursFigure):
    slug, words = (
        "horaires-inconnus",
        ("EPM dont on ne sait pas s’il est ouvert", "EPM dont on ne sait pas s’ils sont ouverts"),
    )
    definition = f"Sans horaires, ou sans vérification depuis plus de {DAYS_OF_TRUST}\u00a0jours."

    def rows(self, scope: Scope) -> QuerySet:
        return self.opened(scope).filter(untrusted_hours())


HOURS_FIGURES = (HoursToConfirm(), UnknownHours())
