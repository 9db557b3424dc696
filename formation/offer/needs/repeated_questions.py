"""Questions of forums that come back on a tag: several people ask, maybe a training is missing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.formats import date_format

from forums.enums import TopicKind
from forums.threads.tags.models import TopicTag
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.accent_folding import fold
from reseau.texts.tags.models import Tag
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import few_lengths

# Titles shown for one tag; the others are one press away, in the list of its topics.
TITLES_SHOWN = 3
# Tags proposed at once.
MOST_TAGS = 3


@dataclass(slots=True)
class RepeatedQuestions:
    """Questions on a tag. `asked`: how many; `people`: by how many; `since`: the first one; `shown`: the newest."""

    tag: Tag
    asked: int
    people: int
    since: datetime
    shown: list[Topic] = field(default_factory=list)

    def __str__(self) -> str:
        """« 5 questions de 4 personnes sur « imprimante » depuis juin »."""
        month = date_format(timezone.localtime(self.since), "F")
        asked = f"{self.asked}\u00a0questions de {self.people}\u00a0personnes"
        return f"{asked} sur «\u00a0{self.tag}\u00a0» depuis {month}"

    @property
    def words(self) -> str:
        """What the need would be called, before the coordination writes it better."""
        name = self.tag.name
        return f"{name[:1].upper()}{name[1:]}\u00a0: répondre aux questions qui reviennent"


def questions_asked(reader: Member, since: datetime) -> QuerySet[TopicTag]:
    """Return the tags of the questions asked since then."""
    asked = Topic.objects.visible_to(reader).filter(kind=TopicKind.QUESTION, created__gte=since).exclude(author=None)
    return TopicTag.objects.filter(topic__in=asked)


def repeated_tags(reader: Member, since: datetime, enough: int, tag: int | None) -> QuerySet:
    """Return the tags on which at least `enough` people asked and no need was made, with counts and dates."""
    links = questions_asked(reader, since).filter(tag__settled_questions__wish=None)
    links = links if tag is None else links.filter(tag=tag)
    tags = links.order_by().values("tag", "tag__name", "tag__slug", "tag__settled_questions__settled")
    counts = tags.annotate(
        asked=Count("pk"),
        people=Count("topic__author", distinct=True),
        first=Min("topic__created"),
        last=Max("topic__created"),
    )
    return counts.filter(people__gte=enough)


def newest_questions(reader: Member, since: datetime, tags: tuple[int, ...]) -> QuerySet:
    """Return rows (tag, topic): the newest topics of each tag, the newest first."""
    newest = [F("topic__created").desc(), F("topic__pk").desc()]
    place = Window(RowNumber(), partition_by="tag", order_by=newest)
    links = questions_asked(reader, since).filter(tag__in=tags).annotate(place=place)
    return links.filter(place__lte=TITLES_SHOWN).order_by("place").values_list("tag", "topic")


TAGS = CachedQuery(repeated_tags)
NEWEST = CachedQuery(newest_questions)


def repeated_questions(user: Member, *, tag: int | None = None) -> list[RepeatedQuestions]:
    """Return the tags on which enough people asked lately, the most asked first, unless a need was made of them, or
    nothing was asked since they were set aside. `tag`: that one alone. Three queries: tags, then the titles shown.
    """
    # From a full hour on, so that the answers hold for an hour.
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    since = this_hour - timedelta(days=settings.REPEATED_QUESTIONS_DAYS)
    tags = TAGS.rows(reader=user, since=since, enough=settings.REPEATED_QUESTIONS_PEOPLE, tag=tag)
    waiting = [
        RepeatedQuestions(
            Tag(pk=row["tag"], name=row["tag__name"], slug=row["tag__slug"]), row["asked"], row["people"], row["first"]
        )
        for row in tags
        if not ((settled := row["tag__settled_questions__settled"]) and row["last"] <= settled)
    ]
    most_asked = sorted(waiting, key=lambda questions: (-questions.asked, fold(questions.tag.name)))[:MOST_TAGS]
    by_tag = {questions.tag.pk: questions for questions in most_asked}
    newest = NEWEST.rows(reader=user, since=since, tags=few_lengths(by_tag)) if by_tag else ()
    topics = Topic.objects.select_related("forum").in_bulk([key for _, key in newest])
    for tag_key, topic in newest:
        by_tag[tag_key].shown.append(topics[topic])
    return most_asked
