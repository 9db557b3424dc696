"""Figures of a place that the site knows, offered as proof: one sentence each, as of a day.

Figures about learners say nothing under five people (`b2i.people.anonymity`).
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from b2i.people.anonymity import masked_count
from b2i.people.learners.models.learner import Learner
from formation.proof.attendance.models.attendance import Attendance
from qualite.labelling.enums import LiveFigure
from reseau.enums import Contract
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.texts.wording import counted
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

YEAR = datetime.timedelta(days=365)
LAST_YEAR = "en douze mois"


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A figure in one sentence, and the page where it is kept right."""

    text: str
    url: str


def figure_fact(figure: LiveFigure | str, *, epm: EPM, day: datetime.date) -> FigureFact:
    """Return the figure of the place as of `day`. One query at most."""
    text, url_of = FIGURES[LiveFigure(figure)]
    return FigureFact(text(epm, day)[:300], url_of(epm))


def _hours(epm: EPM, day: datetime.date) -> str:
    lines = "\u00a0; ".join(str(line) for line in epm.opening_lines)
    return f"Horaires publiés\u00a0: {lines}." if lines else "Aucun horaire n’est publié."


def _equipment(epm: EPM, day: datetime.date) -> str:
    return f"{counted(epm.workstations, 'ordinateur')}, {counted(epm.seats, 'place')} en salle, d’après la fiche."


def _team(epm: EPM, day: datetime.date) -> str:
    contracts = Position.objects.live(day).filter(epm=epm).values_list("contract", flat=True)
    paid = sum(contract == Contract.PAID for contract in contracts)
    return f"{counted(paid, 'poste salarié')} et {counted(len(contracts) - paid, 'poste bénévole')} ce jour."


def _training(epm: EPM, day: datetime.date) -> str:
    team = Position.objects.live(day).filter(epm=epm).values("member")
    presences = Attendance.objects.present().filter(enrolment__member__in=team, half_day__date__range=(day - YEAR, day))
    count = presences.aggregate(number=Count("pk"))["number"]
    halves = "demi-journée suivie" if count < 2 else "demi-journées suivies"
    return f"{count}\u00a0{halves} par l’équipe {LAST_YEAR}."


def _workshops(epm: EPM, day: datetime.date) -> str:
    deliveries = Delivery.objects.filter(epm=epm, date__range=(day - YEAR, day))
    total = deliveries.aggregate(number=Count("pk"), people=Sum("headcount"))
    workshops = "atelier animé" if total["number"] < 2 else "ateliers animés"
    return f"{total['number']}\u00a0{workshops} {LAST_YEAR}, {counted(total['people'] or 0, 'participation')}."


def _coming_workshops(epm: EPM, day: datetime.date) -> str:
    workshops = OpenWorkshop.objects.filter(epm=epm, date__gte=day, cancelled_at=None, sheet__live=True)
    return f"{counted(workshops.count(), 'atelier annoncé')} au public, à venir."


def _learners(epm: EPM, day: datetime.date) -> str:
    count = Learner.objects.filter(epm=epm).count()
    return f"Livrets B2i tenus dans ce lieu\u00a0: {masked_count(count)}."


def _sheets(epm: EPM, day: datetime.date) -> str:
    return f"{counted(Sheet.objects.live().filter(epm=epm).count(), 'fiche écrite')} dans ce lieu, en ligne."


def _place_page(epm: EPM) -> str:
    return epm.get_absolute_url()


def _page(name: str) -> Callable[[EPM], str]:
    return lambda epm: reverse(name)


FIGURES: dict[LiveFigure, tuple[Callable[[EPM, datetime.date], str], Callable[[EPM], str]]] = {
    LiveFigure.HOURS: (_hours, _place_page),
    LiveFigure.EQUIPMENT: (_equipment, _place_page),
    LiveFigure.TEAM: (_team, _place_page),
    LiveFigure.TRAINING: (_training, _page("formation:mine")),
    LiveFigure.WORKSHOPS: (_workshops, _page("ressources:my_deliveries")),
    LiveFigure.COMING_WORKSHOPS: (_coming_workshops, _page("ressources:next_workshops")),
    LiveFigure.LEARNERS: (_learners, _page("b2i:records")),
    LiveFigure.SHEETS: (_sheets, _page("ressources:library")),
}
