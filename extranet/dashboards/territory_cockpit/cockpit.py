"""What a territory asks of its animator, each line with the page where it is done, and as many things as it says.

The numbers come in one query, from the querysets of the lists to which they lead.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Max, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from alertes.occasions.letters.models import Letter
from extranet.dashboards.home.dashboard import WaitingItem, rank_by_urgency
from extranet.dashboards.steering.board import BoardFigure, column_of
from extranet.dashboards.steering.figures.all_figures import FIGURES
from extranet.dashboards.steering.query_counts import read_columns, row_count
from extranet.dashboards.steering.scope import Period, Scope, last_twelve_months
from extranet.dashboards.territory_cockpit.coming_days import ComingDates, coming_dates
from extranet.dashboards.territory_cockpit.tasks import (
    charter_task,
    letter_task,
    question_tasks,
    review_tasks,
    validation_task,
)
from formation.offer.annual_plan.models import DEFAULT_VOICES, AnnualPlan
from formation.offer.needs.demand import RipeWish, ripe_wishes
from forums.threads.clock.models import QuestionWatch
from qualite.labelling.follow_up.queries import waiting_for
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

# A sheet takes months to write; a workshop that nobody notes is missed sooner.
WORKSHOP_MONTHS = 3
# What is to be settled, in the order in which it is shown.
PLACES = ("horaires-inconnus", "horaires-a-confirmer", "epm-sans-poste", "epm-sans-fiche")
PEOPLE = ("jamais-formees",)
WORKSHOPS = "epm-sans-atelier"
TASKS = ("relectures-en-retard", "fiches-a-relire", "competences-a-valider")
MOST_QUESTIONS = 5
MOST_PLACES = 4
MOST_WISHES = 3


@dataclass(frozen=True, slots=True)
class Cockpit:
    """`tasks`: what waits for an answer, most urgent first. `places`, `people`: what to act upon, without zeros.

    `unseen`: the places that nobody of the territory has visited for longest (`last_visit`, None for never).
    `question_count`: all those that wait in the territory, of which some are tasks.
    """

    scope: Scope
    tasks: Sequence[WaitingItem]
    question_count: int
    places: Sequence[BoardFigure]
    people: Sequence[BoardFigure]
    wishes: Sequence[RipeWish]
    unseen: Sequence[EPM]
    coming: ComingDates
    letter: int | None


def read_cockpit(user: Member, territory: Territory) -> Cockpit:
    """Read the whole page: seven queries, whatever the territory holds."""
    today = timezone.localdate()
    scope = Scope(last_twelve_months(today), (territory,))
    columns = read_columns(user, _columns(user, territory, scope, today))
    lines = {slug: BoardFigure(FIGURES[slug], scope, columns[column_of(slug)]) for slug in (*PLACES, *PEOPLE, *TASKS)}
    recent = scope.during(months_until(today))
    lines[WORKSHOPS] = BoardFigure(FIGURES[WORKSHOPS], recent, columns[column_of(WORKSHOPS)])
    tasks = [
        *question_tasks(waiting_questions(user, territory).select_related("topic__forum", "taken_by")[:MOST_QUESTIONS]),
        *review_tasks(lines["relectures-en-retard"], lines["fiches-a-relire"]),
        *letter_task(columns["letter"], columns["letter_week"], columns["letter_state"]),
        *charter_task(columns["charter_files"], territory),
        *validation_task(lines["competences-a-valider"]),
    ]
    return Cockpit(
        scope=scope,
        tasks=rank_by_urgency(tasks),
        question_count=columns["questions"],
        places=[lines[slug] for slug in (*PLACES, WORKSHOPS) if lines[slug].value],
        people=[lines[slug] for slug in PEOPLE if lines[slug].value],
        wishes=[wish for wish in ripe_wishes(enough=columns["enough"]) if wish.territory_slug == territory.slug][
            :MOST_WISHES
        ],
        unseen=unseen_places(territory),
        coming=coming_dates(user, territory, today),
        letter=columns["letter"],
    )


def months_until(today: datetime.date) -> Period:
    """Return the last months in which a workshop is expected, up to today."""
    months = today.year * 12 + today.month - 1 - WORKSHOP_MONTHS
    first_of_month = datetime.date(months // 12, months % 12 + 1, 1)
    return Period(first_of_month, today)


def waiting_questions(user: Member, territory: Territory) -> QuerySet[QuestionWatch]:
    """Return the questions of the territory without an answer, those that have climbed to the reader first."""
    return QuestionWatch.objects.visible_to(user).waiting().filter(territory=territory).arrived_first(user)


def unseen_places(territory: Territory) -> list[EPM]:
    """Return the open places that were visited longest ago, those never visited first."""
    places = EPM.objects.open().filter(commune__territory=territory).annotate(last_visit=Max("place_visits__date"))
    places = places.order_by(F("last_visit").asc(nulls_first=True), "search_name", "pk")
    return list(places.only("name", "slug")[:MOST_PLACES])


def _columns(user: Member, territory: Territory, scope: Scope, today: datetime.date) -> dict[str, Subquery]:
    letters = Letter.objects.visible_to(user).filter(territory=territory).to_change().order_by("week")
    files = Assessment.objects.visible_to(user).filter(epm__is_open=True, territory=territory)
    plans = AnnualPlan.objects.filter(year=today.year).order_by().values("enough_voices")[:1]
    return {
        "questions": row_count(waiting_questions(user, territory)),
        "charter_files": row_count(waiting_for(user, files)),
        "letter": Subquery(letters.values("pk")[:1]),
        "letter_week": Subquery(letters.values("week")[:1]),
        "letter_state": Subquery(letters.values("state")[:1]),
        "enough": Coalesce(Subquery(plans), DEFAULT_VOICES),
        column_of(WORKSHOPS): FIGURES[WORKSHOPS].column(scope.during(months_until(today))),
    } | {column_of(slug): FIGURES[slug].column(scope) for slug in (*PLACES, *PEOPLE, *TASKS)}
