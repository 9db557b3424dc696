"""The tasks of a cockpit: questions with their clock, sheets to review, the letter, files of the charter, records."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from alertes.occasions.letters.enums import LetterState
from extranet.dashboards.home.dashboard import WaitingItem
from extranet.dashboards.home.urgency import NOW, SOON, days_in_words
from extranet.dashboards.steering.board import BoardFigure
from extranet.dashboards.steering.query_counts import counted_words
from forums.threads.clock.models import QuestionWatch
from reseau.places.models.commune import Territory
from reseau.texts.wording import coming_in_words, day_in_full


def question_tasks(watches: Iterable[QuestionWatch]) -> list[WaitingItem]:
    """Return a line for each question: how long it has waited, in working days, and what comes next."""
    return [
        WaitingItem(
            text=watch.topic.title,
            url=watch.topic.get_absolute_url(),
            detail=" · ".join(filter(None, (watch.topic.forum.title, _next_of(watch)))),
            icon="messages-square",
            urgency=NOW if watch.has_arrived else SOON,
            badge=f"{days_in_words(days)} sans réponse" if (days := watch.waiting_days) else "moins d’un jour",
        )
        for watch in watches
    ]


def _next_of(watch: QuestionWatch) -> str:
    if watch.taken_by:
        return f"{watch.taken_by} s’en occupe"
    if watch.has_arrived:
        return f"montée jusqu’à vous {coming_in_words(timezone.localdate(watch.climbed))}"
    return f"montera le {day_in_full(timezone.localdate(watch.due), 'l j F')}"


def review_tasks(late: BoardFigure, to_review: BoardFigure) -> list[WaitingItem]:
    """Return one line for the sheets to review, the late ones told apart."""
    if not to_review.value:
        return []
    badge = f"{late.value}\u00a0en retard" if late.value else ""
    return [_figure_task(to_review, urgency=NOW if late.value else "", badge=badge)]


def validation_task(proposals: BoardFigure) -> list[WaitingItem]:
    """Return the line of the lines of records that a centre of the territory has not decided on."""
    return [_figure_task(proposals)] if proposals.value else []


def _figure_task(line: BoardFigure, *, urgency: str = "", badge: str = "") -> WaitingItem:
    return WaitingItem(
        text=f"{line.shown}\u00a0{line.label}",
        url=line.url,
        detail=line.figure.definition,
        icon=line.figure.icon,
        urgency=urgency,
        badge=badge,
    )


def charter_task(count: int, territory: Territory) -> list[WaitingItem]:
    """Return the line of the files of the charter where the next gesture is the reader's."""
    if not count:
        return []
    words = counted_words(count, "dossier de la charte à suivre", "dossiers de la charte à suivre")
    detail = "Une visite à demander, ou une décision à prendre."
    url = f"{reverse('qualite:files')}?attend=oui&territoire={territory.slug}"
    return [WaitingItem(text=words, url=url, detail=detail, icon="shield-check")]


def letter_task(pk: int | None, week: datetime.date | None, state: str | None) -> list[WaitingItem]:
    """Return the line of the letter that is prepared, until somebody has read it."""
    if pk is None or state != LetterState.PREPARED:
        return []
    return [
        WaitingItem(
            text="Relire la lettre aux équipes",
            url=reverse("alertes:letter_edit", args=[pk]),
            detail="Elle part telle quelle si personne n’y touche\u00a0: ajoutez un mot, retirez une ligne.",
            icon="mail",
            urgency=SOON,
            badge=f"Part {day_in_full(week, 'l j F')}",
        )
    ]
