"""Figures of a year of training, for its steering committee, from the plan and closed attendances.

Everything is computed on request. The number of queries is constant.
"""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum

from formation.offer.annual_plan.models import AnnualPlan
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.questionnaires import FAVOURABLE_CODES, current_outlines, sentences_of
from formation.proof.evaluation.results import FEWEST
from formation.proof.travel.kilometres import (
    StartingPoints,
    TerritoryTravel,
    Workplace,
    travel_by_territory,
    year_of_travel,
)
from formation.sessions.models.half_day import HalfDay
from formation.year.planning.year_plan import PlanBoard, PlanFigures, plan_board
from questionnaires.answers.models import Answer
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import QuestionOutline
from reseau.texts.accent_folding import fold
from ressources.workshops.deliveries.models.delivery import Delivery


@dataclass(slots=True)
class People:
    """Members with a presence in the year, and those of them for the first time ever."""

    members: set[int] = field(default_factory=set)
    newcomers: set[int] = field(default_factory=set)
    half_days: int = 0

    def add(self, member: int, *, is_new: bool, half_days: int) -> None:
        self.members.add(member)
        self.half_days += half_days
        if is_new:
            self.newcomers.add(member)

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def first_timers(self) -> int:
        return len(self.newcomers)


@dataclass(slots=True)
class Presence:
    """Rows of closed attendance sheets."""

    present: int = 0
    expected: int = 0

    @property
    def rate(self) -> int | None:
        """Percentage of expected people who were there."""
        return round(100 * self.present / self.expected) if self.expected else None


@dataclass(slots=True)
class SessionRatings:
    """Ratings of the sentences of one session: code → how many people rated it, and how many agree."""

    rated: Counter[str] = field(default_factory=Counter)
    favourable: Counter[str] = field(default_factory=Counter)

    @property
    def answers(self) -> int:
        return max(self.rated.values(), default=0)


@dataclass(slots=True)
class Satisfaction:
    """Answers of sessions with at least five, since subtracting would reveal those of the others."""

    answers: int = 0
    sessions: int = 0
    rated: Counter[str] = field(default_factory=Counter)
    favourable: Counter[str] = field(default_factory=Counter)

    def add(self, ratings: SessionRatings) -> None:
        """Add a session, without the sentences that only some of its people were asked to rate."""
        self.answers += ratings.answers
        self.sessions += 1
        for code, rated in ratings.rated.items():
            if rated >= FEWEST:
                self.rated[code] += rated
                self.favourable[code] += ratings.favourable[code]

    def rate(self, code: str) -> int | None:
        """Percentage of answers that rather or fully agree; None under five answers."""
        return round(100 * self.favourable[code] / self.rated[code]) if self.rated[code] >= FEWEST else None


@dataclass(slots=True)
class TrainingFigures:
    title: str
    sessions: set[int] = field(default_factory=set)
    half_days: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    satisfaction: Satisfaction = field(default_factory=Satisfaction)


@dataclass(frozen=True, slots=True)
class ReuseFigures:
    """Workshops run in the year with the sheets of a kit, by people who attended that training before."""

    workshops: int
    people: int
    learners: int


@dataclass(frozen=True, slots=True)
class YearReport:
    """`epms`, `territories`: where people worked on their last day of presence in the year; None without an EPM."""

    year: int
    figures: PlanFigures
    board: PlanBoard
    people: People
    territories: dict[int | None, People]
    epms: list[tuple[Workplace, People]]
    presence: Presence
    trainings: list[TrainingFigures]
    sentences: tuple[QuestionOutline, ...]
    satisfaction: Satisfaction
    reuse: ReuseFigures
    travel: list[TerritoryTravel]
    kilometres: int

    @property
    def rates(self) -> list[tuple[QuestionOutline, int | None]]:
        """Each sentence of the evaluation at the end of a session, with its rate of agreement."""
        return [(question, self.satisfaction.rate(question.code)) for question in self.sentences]

    @property
    def euros_of_a_half_day(self) -> int | None:
        """Budget for each delivered half-day."""
        budget, delivered = self.figures.budget, self.figures.delivered
        return round(budget / delivered) if budget and delivered else None

    @property
    def euros_of_a_person(self) -> int | None:
        budget = self.figures.budget
        return round(budget / self.people.count) if budget and self.people.count else None


@dataclass(frozen=True, slots=True)
class _PresenceRow:
    """A row of a closed attendance sheet."""

    member: int
    is_present: bool
    day: datetime.date
    half_day: int
    session: int
    training: int
    title: str
    came_before: bool


def year_report(year: int) -> YearReport:
    """Compute the report. Drafts are left out, so that everybody reads the same."""
    board = plan_board(year)
    lines = _presence_rows(year)
    present = [line for line in lines if line.is_present]
    starts = StartingPoints.of(line.member for line in present)
    trainings = _trainings(present)
    satisfaction = _add_satisfaction(year, trainings)
    people, territories, epms = _people(present, starts)
    travels = year_of_travel(year)
    return YearReport(
        year=year,
        figures=board.figures(AnnualPlan.objects.of_year(year)),
        board=board,
        people=people,
        territories=territories,
        epms=epms,
        presence=Presence(len(present), len(lines)),
        trainings=sorted(trainings.values(), key=lambda line: fold(line.title)),
        sentences=sentences_of(current_outlines()[Moment.HOT]),
        satisfaction=satisfaction,
        reuse=_reuse(year),
        travel=travel_by_territory(travels, board.territories),
        kilometres=round(sum(travel.kilometres for travel in travels)),
    )


def _presence_rows(year: int) -> list[_PresenceRow]:
    attendances = Attendance.objects.filter(half_day__closed_at__isnull=False, half_day__date__year=year).order_by()
    first_day = datetime.date(year, 1, 1)
    earlier_presences = Attendance.objects.present().filter(
        enrolment__member=OuterRef("enrolment__member"), half_day__date__lt=first_day
    )
    training = "half_day__session__training"
    columns = ("enrolment__member", "is_present", "half_day__date", "half_day", "half_day__session", training)
    rows = attendances.annotate(came_before=Exists(earlier_presences)).values_list(
        *columns, f"{training}__title", "came_before"
    )
    return [_PresenceRow(*row) for row in rows]


def _people(
    present: list[_PresenceRow], starts: StartingPoints
) -> tuple[People, dict[int | None, People], list[tuple[Workplace, People]]]:
    """Each person counts once, where they worked on their last day of presence."""
    days, newcomers = defaultdict(list), set()
    for line in present:
        days[line.member].append(line.day)
        if not line.came_before:
            newcomers.add(line.member)
    everybody, territories, epms = People(), defaultdict(People), {}
    for member, days_present in sorted(days.items()):
        workplace = starts.on(member, max(days_present))
        counts = {"is_new": member in newcomers, "half_days": len(days_present)}
        everybody.add(member, **counts)
        territories[workplace.territory_id if workplace else None].add(member, **counts)
        if workplace:
            epms.setdefault(workplace.epm_id, (workplace, People()))[1].add(member, **counts)
    return everybody, territories, sorted(epms.values(), key=lambda pair: fold(pair[0].name))


def _trainings(present: list[_PresenceRow]) -> dict[int, TrainingFigures]:
    trainings: dict[int, TrainingFigures] = {}
    for line in present:
        training = trainings.setdefault(line.training, TrainingFigures(line.title))
        training.sessions.add(line.session)
        training.half_days.add(line.half_day)
        training.people.add(line.member)
    return trainings


def _add_satisfaction(year: int, trainings: dict[int, TrainingFigures]) -> Satisfaction:
    """Add the answers about sessions that ended in `year`, by training and in total. One query."""
    ended_sessions = HalfDay.objects.order_by().values("session").annotate(last=Max("date")).filter(last__year=year)
    evaluation = "response__evaluation"
    answers = Answer.objects.filter(
        question__kind=QuestionKind.SCALE,
        **{f"{evaluation}__moment": Moment.HOT, f"{evaluation}__session__in": ended_sessions.values("session")},
    )
    counts = answers.order_by().values_list(
        f"{evaluation}__session", f"{evaluation}__session__training", "question__code"
    )
    counts = counts.annotate(rated=Count("pk"), favourable=Count("pk", filter=Q(choice__code__in=FAVOURABLE_CODES)))
    sessions: dict[tuple[int, int], SessionRatings] = defaultdict(SessionRatings)
    for session, training, code, rated, favourable in counts:
        ratings = sessions[session, training]
        ratings.rated[code] += rated
        ratings.favourable[code] += favourable
    total = Satisfaction()
    for (_, training), ratings in sessions.items():
        if ratings.answers >= FEWEST:
            total.add(ratings)
            if training in trainings:
                trainings[training].satisfaction.add(ratings)
    return total


def _reuse(year: int) -> ReuseFigures:
    """Deliveries after the last half-day that their author attended, with sheets of the kit of that training. One
    query.
    """
    later_half_days = HalfDay.objects.filter(
        session=OuterRef("half_day__session"), date__gte=OuterRef(OuterRef("date"))
    )
    presences_at_last_half_day = Attendance.objects.present().filter(
        ~Exists(later_half_days),
        enrolment__member=OuterRef("member"),
        half_day__session__training__kit_sheets__sheet=OuterRef("sheet"),
    )
    deliveries = Delivery.objects.filter(Exists(presences_at_last_half_day), date__year=year)
    counts = deliveries.aggregate(
        workshops=Count("pk"), people=Count("member", distinct=True), learners=Sum("headcount", default=0)
    )
    return ReuseFigures(**counts)
