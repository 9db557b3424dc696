"""A dashboard: the first page of a role. Tasks that wait for the member, coming trainings, questions, figures.

A dashboard is a plain object that one template draws; each role has a module that builds its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse

from b2i.people.learners.learner_counts import FOLLOWED_LEARNERS
from extranet.dashboards.home.urgency import NOW, SOON
from extranet.dashboards.steering.board import BoardFigure
from extranet.dashboards.steering.query_counts import counted_words
from formation.year.planning.year_plan import PlanFigures
from reseau.people.members.models.member import MEMBERS
from reseau.texts.figures import FigureDefinition
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

# Maximum number of rows of each list of a dashboard.
SHOWN = 5
SHEETS_SHOWN = 4
# If more than one task in this many is urgent, only the first ones look so.
URGENT_SHARE = 3
# First gestures where there is nothing to count: words, and the name of an address.
INVITE = ("Inviter une première personne", "reseau:invitation_new")
LOOK = ("Regarder l’annuaire", "reseau:directory")
EXPLAIN = ("Comment s’ouvre un livret", "b2i:index")


@dataclass(frozen=True, slots=True)
class DashboardFigure:
    """A number that matters to the role: `value` as shown, `label` after it, `url` where it is detailed, `meaning` what
    it counts.

    Without `value`, `label` is the first gesture, which makes the number more than zero, and `url` its page.
    """

    value: str
    label: str
    url: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A task that waits for the member: one line of text, the URL of the task, and a detail under it.

    `urgency`: "now" for today or late, "soon" for this week, from the dates of the task alone; `badge` says so in
    words.
    """

    text: str
    url: str
    detail: str = ""
    icon: str = "check"
    urgency: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class ComingTraining:
    """A training on its first day; `state` is the enrolment of the member, in words, `tone` its class."""

    title: str
    url: str
    day: date
    place: str
    state: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A topic without an answer: `silence` says since when, `tone` whether it has lasted too long."""

    title: str
    url: str
    forum: str
    silence: str
    tone: str = ""


@dataclass(slots=True)
class Dashboard:
    """`action_label`, `action_url` and `action_icon`: the most likely action of the role. `favourites`: counts
    of kept sheets and collections, in words. `plan`: the promise of the year, for who keeps it. `workshop`: the next
    one announced in the EPM of the member. `territory`: what to act upon in the territory that the member watches.
    """

    role: str
    action_label: str
    action_url: str
    action_icon: str
    nothing_waits: str
    topics_title: str
    waiting: list[WaitingItem] = field(default_factory=list)
    figures: list[DashboardFigure] = field(default_factory=list)
    own_trainings: list[ComingTraining] = field(default_factory=list)
    trainings: list[ComingTraining] = field(default_factory=list)
    sheets: Sequence[Sheet] = ()
    topics: list[OpenQuestion] = field(default_factory=list)
    favourites: str = ""
    plan: PlanFigures | None = None
    workshop: OpenWorkshop | None = None
    territory: Sequence[BoardFigure] = ()
    territory_name: str = ""


def rank_by_urgency(items: list[WaitingItem]) -> list[WaitingItem]:
    """Put what is urgent first, and keep one urgent task in three: if everything is urgent, nothing is."""
    order = {NOW: 0, SOON: 1}
    ranked = sorted(items, key=lambda item: order.get(item.urgency, len(order)))
    most = max(1, len(ranked) // URGENT_SHARE)
    return [
        replace(item, urgency=SOON) if item.urgency == NOW and rank >= most else item
        for rank, item in enumerate(ranked)
    ]


def pending(count: int, singular: str, plural: str, url_name: str, icon: str) -> list[WaitingItem]:
    if not count:
        return []
    return [WaitingItem(text=counted_words(count, singular, plural), url=reverse(url_name), icon=icon)]


def figure(
    count: int, definition: FigureDefinition, url: str, *, first: tuple[str, str] | None = None
) -> DashboardFigure:
    """Return a count with its words; `first`: what to do as long as there is none, and the name of its address."""
    if not count and first:
        gesture, first_url_name = first
        return DashboardFigure("", gesture, reverse(first_url_name))
    return DashboardFigure(str(count), definition.words(count), url, definition.meaning)


def members_figure(count: int, url: str) -> DashboardFigure:
    """The number of members, or the first invitation as long as the reader is alone."""
    if count <= 1:
        return figure(0, MEMBERS, url, first=INVITE)
    return figure(count, MEMBERS, url)


def learners_figure(value: str) -> DashboardFigure:
    """The number of learners, whom the reader does not know: `value` may be masked."""
    if value == "0":
        return figure(0, FOLLOWED_LEARNERS, "", first=EXPLAIN)
    return DashboardFigure(value, FOLLOWED_LEARNERS.plural, reverse("b2i:records"), FOLLOWED_LEARNERS.meaning)
