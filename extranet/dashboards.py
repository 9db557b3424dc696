"""What each role reads first: today, what waits for me, three figures. Built from every app, hence here.

A dashboard is a plain object that one template draws; each builder below belongs to one role.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from b2i.models import Learner
from formation.models import AnnualPlan, Enrolment, HalfDay, Session
from formation.plan import plan_figures
from forums.models import Topic
from reseau.models import EPM, Invitation, Member
from reseau.permissions import watched_territories
from ressources.models import WorkshopPage

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters to the role: `value` as shown, `label` after it, `url` where it is detailed."""

    value: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the person: one line and where to deal with it."""

    text: str
    url: str
    detail: str = ""


@dataclass(slots=True)
class Dashboard:
    """`action` is the label and address of what the role most likely wants to do."""

    role: str
    action: tuple[str, str]
    waiting: list[Waiting] = field(default_factory=list)
    nothing_waits: str = "Rien ne vous attend aujourd’hui."
    figures: list[Figure] = field(default_factory=list)
    sessions: Sequence[Session] = ()
    sheets: Sequence[WorkshopPage] = ()
    topics: Sequence[Topic] = ()
