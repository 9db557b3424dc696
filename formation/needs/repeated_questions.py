"""Questions of forums that come back on a tag: several people ask, maybe a training is missing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.formats import date_format

from forums.enums import TopicKind
from forums.tags.models import TopicTag
from forums.topics.models import Topic
from reseau.accent_folding import fold
from reseau.tags.models import Tag

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


def repeated_questions(user, *, tag: int | None = None) -> list[RepeatedQuestions]:
    """Return the tags on which enough people asked lately, the most asked first, unless a need was made of them, or
    nothing was asked since they were set aside. `tag`: that one alone. Two queries: tags, then the titles shown.
    """
    since = timezone.now() - timedelta(days=settings.REPEATED_QUESTIONS_DAYS)
    asked = Topic.objects.visible_to(user).filter(kind=TopicKind.QUESTION, created__gte=since).exclude(author=None)
    links = TopicTag.objects.filter(topic__in=asked)
    open_links = links.filter(tag__settled_questions__wish=None, **({} if tag is None else {"tag": tag}))
    tags = open_links.order_by().values("tag", "tag__name", "tag__slug", "tag__settled_questions__settled")
    tags = tags.annotate(
        asked=Count("pk"),
        people=Count("topic__author", distinct=True),
        first=Min("topic__created"),
        last=Max("topic__created"),
    ).filter(people__gte=settings.REPEATED_QUESTIONS_PEOPLE)
    waiting = [
        RepeatedQuestions(
            Tag(pk=row["tag"], name=row["tag__name"], slug=row["tag__slug"]), row["asked"], row["people"], row["first"]
        )
        for row in tags
        if not ((settled := row["tag__settled_questions__settled"]) and row["last"] <= settled)
    ]
    most_asked = sorted(waiting, key=lambda questions: (-questions.asked, fold(questions.tag.name)))[:MOST_TAGS]
    _fill_titles({questions.tag.pk: questions for questions in most_asked}, links)
    return most_asked


def _fill_titles(by_tag: dict[int, RepeatedQuestions], links: QuerySet[TopicTag]) -> None:
    """Read the newest topics of each tag."""
    newest = [F("topic__created").desc(), F("topic__pk").desc()]
    place = Window(RowNumber(), partition_by="tag", order_by=newest)
    shown = links.filter(tag__in=by_tag).annotate(place=place).filter(place__lte=TITLES_SHOWN)
    for link in shown.select_related("topic__forum").order_by("place") if by_tag else ():
        by_tag[link.tag_id].shown.append(link.topic)
