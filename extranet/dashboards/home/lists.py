"""Lists that several dashboards show: next sessions, topics without an answer, latest sheets, attendances to close.

Each names the columns that its rows show: it is the length of a query, more than its rows, that costs here.
"""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from extranet.dashboards.home.dashboard import SHEETS_SHOWN, SHOWN, ComingTraining, OpenQuestion, WaitingItem, pending
from extranet.dashboards.home.urgency import silence_in_words, since_in_words
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import PLACE_FIELDS, PLACE_JOINS
from forums.messages.first_links.models import HeldMessage
from forums.moderation.models import posts_to_moderate
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.sheets.models.sheet import Sheet


def first_half_days_to_come() -> QuerySet[HalfDay]:
    """List the first half-days of the announced sessions to come. Drafts stay on the board of the year.

    Read from the index of days, which stops at the last one shown: a network has thousands of sessions.
    """
    is_before = Q(date__lt=OuterRef("date")) | Q(date=OuterRef("date"), pk__lt=OuterRef("pk"))
    earlier = HalfDay.objects.filter(is_before, session=OuterRef("session_id"))
    firsts = HalfDay.objects.announced().filter(~Exists(earlier.order_by()), date__gte=timezone.localdate())
    firsts = firsts.select_related("session__training", *(f"session__{name}" for name in PLACE_JOINS))
    columns = ("date", "session__training__title", *(f"session__{name}" for name in PLACE_FIELDS))
    return firsts.only(*columns).order_by("date", "session_id")[:SHOWN]


FIRST_HALF_DAYS_TO_COME = CompiledQuery(first_half_days_to_come)


def coming_trainings(own: list[ComingTraining]) -> list[ComingTraining]:
    """Merge the trainings of the member with the next ones of the network, each once, the nearest first."""
    own_urls = {training.url for training in own}
    others = [
        ComingTraining(
            title=first.session.training.title,
            url=first.session.get_absolute_url(),
            day=first.date,
            place=first.session.place,
        )
        for first in FIRST_HALF_DAYS_TO_COME.rows()
    ]
    trainings = [*own, *(training for training in others if training.url not in own_urls)]
    return sorted(trainings, key=lambda training: training.day)[: max(SHOWN, len(own))]


def open_topics(reader: Member) -> QuerySet[Topic]:
    topics = Topic.objects.visible_to(reader).unanswered().select_related("forum")
    return topics.only("title", "slug", "created", "forum__title", "forum__slug")[:SHOWN]


OPEN_TOPICS = CompiledQuery(open_topics)


def unanswered_topics(user: Member) -> list[OpenQuestion]:
    return [
        OpenQuestion(
            title=topic.title,
            url=topic.get_absolute_url(),
            forum=topic.forum.title,
            **silence_in_words(topic.created),
        )
        for topic in OPEN_TOPICS.rows(reader=user)
    ]


def to_moderate(user: Member) -> dict[str, QuerySet]:
    """Return what `messages_to_moderate` counts: messages reported, and those of new members to read."""
    return {"reported": posts_to_moderate(user), "held": HeldMessage.objects.to_review_by(user)}


def messages_to_moderate(figures: dict[str, int]) -> list[WaitingItem]:
    """Messages that wait for a decision in the forums that the member watches over, if there are any."""
    count = figures["reported"] + figures["held"]
    return pending(count, "message à modérer", "messages à modérer", "forums:moderation", "eye")


def waiting_questions(count: int) -> list[WaitingItem]:
    """Return the line of the questions that have climbed to the reader."""
    return pending(
        count, "question sans réponse vous attend", "questions sans réponse vous attendent", "forums:waiting", "clock"
    )


LATEST_SHEETS = CompiledQuery(lambda reader: Sheet.objects.latest_published(reader)[:SHEETS_SHOWN])


def attendances_to_close(*, by: Member | None = None) -> list[WaitingItem]:
    """List the half-days to close, of all sessions or of the sessions that `by` gives."""
    return [
        WaitingItem(
            text=f"Émargement à clore\u00a0: {half_day.session.training.title}",
            url=reverse("formation:attendance", args=[half_day.session_id, half_day.pk]),
            detail=(
                f"{day_in_full(half_day.date).capitalize()}, {half_day.get_part_display()}, {half_day.session.place}"
            ),
            icon="clock",
            **since_in_words(half_day.date),
        )
        for half_day in half_days_to_close(by)
    ]


def half_days_to_close(by: Member | None) -> QuerySet[HalfDay]:
    half_days = HalfDay.objects.to_close().filter(session__trainers__member=by) if by else HalfDay.objects.to_close()
    half_days = half_days.select_related("session__training", *(f"session__{name}" for name in PLACE_JOINS))
    columns = ("date", "part", "session__training__title", *(f"session__{name}" for name in PLACE_FIELDS))
    return half_days.only(*columns)[:SHOWN]


def items_to_sort(count: int) -> list[WaitingItem]:
    """What the feeds of the veille brought, one line for all."""
    words = ("lecture de la veille à trier", "lectures de la veille à trier")
    return pending(count, *words, "ressources:watch_inbox", "newspaper")


def charter_files(count: int) -> list[WaitingItem]:
    """Files of the quality charter where the next gesture is the reader's."""
    words = ("dossier de la charte à suivre", "dossiers de la charte à suivre")
    return [
        replace(item, url=f"{item.url}?attend=oui") for item in pending(count, *words, "qualite:files", "shield-check")
    ]
