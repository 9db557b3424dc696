"""A dashboard: the first page of a role. Coming sessions, tasks that wait for the member, three figures.

A dashboard is a plain object that one template draws; each role has a module that builds its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from b2i.anonymity import masked_count
from extranet.home.query_counts import counted_words
from formation.sessions.models.session import Session
from forums.models import Topic
from ressources.sheets.models.sheet import Sheet

# Maximum number of rows of each list of a dashboard.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class DashboardFigure:
    """A number that matters to the role: `value` as shown, `label` after it, `url` where it is detailed."""

    value: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A task that waits for the member: one line of text, the URL of the task, and a detail under it."""

    text: str
    url: str
    detail: str = ""


@dataclass(slots=True)
class Dashboard:
    """`action_label` and `action_url`: the most likely action of the role. `favourites`: counts
    of kept sheets and collections, in words.
    """

    role: str
    action_label: str
    action_url: str
    nothing_waits: str
    topics_title: str
    waiting: list[WaitingItem] = field(default_factory=list)
    figures: list[DashboardFigure] = field(default_factory=list)
    sessions: Sequence[Session] = ()
    sheets: Sequence[Sheet] = ()
    topics: Sequence[Topic] = ()
    favourites: str = ""


def pending(count: int, singular: str, plural: str, url_name: str) -> list[WaitingItem]:
    return [WaitingItem(text=counted_words(count, singular, plural), url=reverse(url_name))] if count else []


def figure(count: int, singular: str, plural: str, url_name: str) -> DashboardFigure:
    return DashboardFigure(str(count), plural if count > 1 else singular, reverse(url_name))


def anonymous_figure(count: int, singular: str, plural: str, url_name: str) -> DashboardFigure:
    """A count of people whom the reader does not know: « moins de 5 » under five."""
    return DashboardFigure(masked_count(count), plural if count > 1 else singular, reverse(url_name))
