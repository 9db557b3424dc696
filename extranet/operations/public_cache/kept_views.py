"""The views whose pages are kept for visitors: their parameters, and how long the clock leaves a page as it is."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from reseau.calendar.days import midnight


class ClockChange(StrEnum):
    """When a page changes by the clock alone: hours of places pass at a minute, dates and ages at midnight."""

    EACH_MINUTE = "minute"
    EACH_DAY = "day"

    def moment_after(self, now: datetime.datetime) -> datetime.datetime:
        """Return the next change of a page that is rendered `now`, an aware date."""
        here = timezone.localtime(now)
        if self is ClockChange.EACH_MINUTE:
            return here.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1)
        return midnight(here.date() + datetime.timedelta(days=1))


@dataclass(frozen=True)
class KeptView:
    """`parameters`: those of a kept page; words that people type are none of them, their answers are never kept."""

    changes: ClockChange = ClockChange.EACH_MINUTE
    parameters: frozenset[str] = frozenset()


def _view(changes: ClockChange, *parameters: str) -> KeptView:
    return KeptView(changes, frozenset(parameters))


PLACES = "ouvert", "atelier", "fauteuil", "rayon", "territoire", "type"
DATES = "date", "genre", "territoire", "epm", "page"
# Name of a view → how its page is kept. A view that is not here answers each visitor anew: it has a form, a file, an
# answer of the search index, or says something of the machine.
KEPT_VIEWS = {
    "home": _view(ClockChange.EACH_MINUTE),
    "wagtail_serve": _view(ClockChange.EACH_DAY, "page"),
    "help": _view(ClockChange.EACH_DAY),
    "help_article": _view(ClockChange.EACH_DAY),
    "open_figures": _view(ClockChange.EACH_DAY),
    "processing": _view(ClockChange.EACH_DAY, "page"),
    "search:results": _view(ClockChange.EACH_DAY),
    "reseau:directory": _view(ClockChange.EACH_MINUTE, *PLACES, "page"),
    "reseau:place_map": _view(ClockChange.EACH_MINUTE, *PLACES, "zoom", "centre"),
    "reseau:epm": _view(ClockChange.EACH_MINUTE),
    "patrimoine:heritage": _view(ClockChange.EACH_DAY, "theme", "epoque", "territoire", "page", "zoom", "centre"),
    "patrimoine:place": _view(ClockChange.EACH_DAY),
    "patrimoine:open_data": _view(ClockChange.EACH_DAY),
    "patrimoine:trails": _view(ClockChange.EACH_DAY, "page"),
    "patrimoine:trail": _view(ClockChange.EACH_DAY),
    "projets:public_extracts": _view(ClockChange.EACH_DAY, "page"),
    "projets:public_extract": _view(ClockChange.EACH_DAY),
    "patrimoine:invitation": _view(ClockChange.EACH_DAY),
    "patrimoine:outings": _view(ClockChange.EACH_DAY, "page"),
    "patrimoine:outing": _view(ClockChange.EACH_DAY),
    "accueil:visio": _view(ClockChange.EACH_DAY),
    "accueil:partner": _view(ClockChange.EACH_DAY),
    "accueil:visio_figures": _view(ClockChange.EACH_DAY),
    "accueil:telecentres": _view(ClockChange.EACH_DAY, "page"),
    "accueil:telecentre": _view(ClockChange.EACH_MINUTE),
    "reseau:agenda": _view(ClockChange.EACH_MINUTE, "mois", "jour", "genre", "territoire", "epm", "page"),
    "reseau:agenda_week": _view(ClockChange.EACH_MINUTE, *DATES),
    "reseau:agenda_day": _view(ClockChange.EACH_MINUTE, *DATES),
    "reseau:agenda_follow": _view(ClockChange.EACH_DAY),
    "reseau:meeting": _view(ClockChange.EACH_MINUTE),
    "reseau:feeds": _view(ClockChange.EACH_DAY),
    "reseau:open_data": _view(ClockChange.EACH_DAY),
    "reseau:embedding": _view(ClockChange.EACH_MINUTE),
    "reseau:embedded_places": _view(ClockChange.EACH_MINUTE),
    "ressources:library": _view(
        ClockChange.EACH_DAY, "domaine", "niveau", "duree", "hors-ligne", "motcle", "type", "tri", "page"
    ),
    "ressources:sheet": _view(ClockChange.EACH_MINUTE),
    "ressources:watch": _view(ClockChange.EACH_DAY, "page"),
    "ressources:next_workshops": _view(ClockChange.EACH_MINUTE, "page"),
    "ressources:open_workshop": _view(ClockChange.EACH_MINUTE),
    "b2i:index": _view(ClockChange.EACH_DAY),
    "b2i:framework": _view(ClockChange.EACH_DAY),
    "b2i:skill": _view(ClockChange.EACH_MINUTE),
    "b2i:crosswalk": _view(ClockChange.EACH_DAY),
    "formation:catalogue": _view(ClockChange.EACH_DAY),
    "formation:training": _view(ClockChange.EACH_MINUTE),
    "qualite:charters": _view(ClockChange.EACH_DAY),
    "qualite:charter": _view(ClockChange.EACH_DAY),
    "qualite:charter_version": _view(ClockChange.EACH_DAY),
    "qualite:labelled_places": _view(ClockChange.EACH_DAY),
    "enquetes:campaigns": _view(ClockChange.EACH_DAY),
    "enquetes:open_data": _view(ClockChange.EACH_DAY, "page"),
    "enquetes:open_data_list": _view(ClockChange.EACH_DAY, "page"),
    "enquetes:public_results": _view(ClockChange.EACH_DAY, "partie"),
    "enquetes:public_results_list": _view(ClockChange.EACH_DAY, "page"),
}
