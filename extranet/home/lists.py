"""Lists that several dashboards show: next sessions, topics without an answer, latest sheets, attendances to close.

Each names the columns that its rows show: it is the length of a query, more than its rows, that costs here.
"""

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from extranet.home.dashboard import SHOWN, WaitingItem
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import PLACE_FIELDS, PLACE_JOINS, Session
from forums.models import Topic
from reseau.members.models.member import Member
from reseau.wording import day_in_full
from ressources.sheets.models.sheet import Sheet


def next_sessions() -> QuerySet[Session]:
    """List the announced sessions to come, with their first day alone. Drafts stay on the board of the year."""
    sessions = Session.objects.announced().annotate(first_day=Min("half_days__date"))
    sessions = sessions.filter(first_day__gte=timezone.localdate()).order_by("first_day", "pk")
    return sessions.select_related("training", *PLACE_JOINS).only("training__title", *PLACE_FIELDS)[:SHOWN]


def unanswered_topics(user: Member) -> QuerySet[Topic]:
    topics = Topic.objects.visible_to(user).unanswered().select_related("forum")
    return topics.only("title", "slug", "created", "forum__title", "forum__slug")[:SHOWN]


def latest_sheets(user) -> QuerySet[Sheet]:
    sheets = Sheet.objects.visible_to(user).in_use().with_kind()
    return sheets.order_by("-first_published_at", "-pk")[:SHOWN]


def attendances_to_close(*, by: Member | None = None) -> list[WaitingItem]:
    """List the half-days to close, of all sessions or of the sessions that `by` gives."""
    half_days = HalfDay.objects.to_close().filter(session__trainers__member=by) if by else HalfDay.objects.to_close()
    half_days = half_days.select_related("session__training", *(f"session__{name}" for name in PLACE_JOINS))
    half_days = half_days.only(
        "date", "part", "session__training__title", *(f"session__{name}" for name in PLACE_FIELDS)
    )
    return [
        WaitingItem(
            text=f"Émargement à clore\u00a0: {half_day.session.training.title}",
            url=reverse("formation:attendance", args=[half_day.session_id, half_day.pk]),
            detail=(
                f"{day_in_full(half_day.date).capitalize()}, {half_day.get_part_display()}, {half_day.session.place}"
            ),
        )
        for half_day in half_days[:SHOWN]
    ]
