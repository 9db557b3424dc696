"""The report of a year for one reader: tallies of their places beside the year before, opinions of the network."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from accueil.emission_factors.factor_history import FactorHistory
from accueil.emission_factors.models import EmissionFactor
from accueil.visio.partners.models import Partner
from accueil.visio.report.interview_cells import Cells, added_by, read_cells
from accueil.visio.report.interview_tally import InterviewTally
from accueil.visio.report.permissions import reported_places
from accueil.visio.report.satisfaction import InterviewSatisfaction, read_satisfaction
from accueil.visio.report.year import ReportedYear
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator

Tallies = Mapping[object, InterviewTally]


@dataclass(frozen=True, slots=True)
class VisioReport:
    """`places`, `partners`: names by key, in the order of tables. `is_whole`: of the network, for the coordination."""

    days: ReportedYear
    place: str
    is_whole: bool
    places: Mapping[int, str]
    partners: Mapping[int, str]
    cells: Cells
    cells_before: Cells
    satisfaction: InterviewSatisfaction
    satisfaction_before: InterviewSatisfaction
    factors: list[EmissionFactor]

    @property
    def year(self) -> int:
        return self.days.year

    @property
    def total(self) -> InterviewTally:
        return InterviewTally.total(self.cells.values())

    @property
    def total_before(self) -> InterviewTally:
        return InterviewTally.total(self.cells_before.values())

    @property
    def by_place(self) -> Tallies:
        return added_by(self.cells, lambda key: key.epm)

    @property
    def by_partner(self) -> Tallies:
        return added_by(self.cells, lambda key: key.partner)

    @property
    def by_month(self) -> Tallies:
        return added_by(self.cells, lambda key: key.month)

    @property
    def places_before(self) -> Tallies:
        return added_by(self.cells_before, lambda key: key.epm)

    @property
    def partners_before(self) -> Tallies:
        return added_by(self.cells_before, lambda key: key.partner)

    @property
    def months_before(self) -> Tallies:
        """Return the tallies of the year before by the month of this one."""
        return added_by(self.cells_before, lambda key: datetime.date(self.year, key.month.month, 1))


def visio_report(user: Member, year: int, *, today: datetime.date) -> VisioReport:
    """Compute the report of the places that `user` reads. Six queries."""
    days, history = ReportedYear(year, today), FactorHistory.read()
    is_whole, readable = is_coordinator(user), reported_places(user)
    within = Q() if is_whole else Q(room__epm__in=readable)
    spans = (days.before.first, days.before.last), (days.first, days.last)
    both_years = read_cells(*spans, history=history, within=within)
    cells = {key: tally for key, tally in both_years.items() if key.month.year == year}
    cells_before = {key: tally for key, tally in both_years.items() if key.month.year != year}
    satisfaction, satisfaction_before = read_satisfaction(
        (days.first, days.end_of_opinions), (days.before.first, days.before.end_of_opinions)
    )
    keys = [*cells, *cells_before]
    opinions = (satisfaction, satisfaction_before)
    place_keys = {key.epm for key in keys} | {epm for each in opinions for epm in each.by_place}
    places = readable.filter(pk__in=place_keys).order_by("search_name", "pk")
    partner_keys = {key.partner for key in keys} | {partner for each in opinions for partner in each.by_partner}
    return VisioReport(
        days=days,
        place=_place_in_words(user, is_whole=is_whole),
        is_whole=is_whole,
        places=dict(places.values_list("pk", "name")),
        partners=dict(Partner.objects.filter(pk__in=partner_keys).values_list("pk", "short_name")),
        cells=cells,
        cells_before=cells_before,
        satisfaction=satisfaction,
        satisfaction_before=satisfaction_before,
        factors=history.used_between(days.before.first, days.last),
    )


def _place_in_words(user: Member, *, is_whole: bool) -> str:
    if is_whole:
        return "Tout le réseau"
    return "Votre territoire" if user.watched_territory_ids else "Votre lieu"
