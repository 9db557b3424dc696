"""Questions of forums that come back on a tag: several people ask, maybe a training is missing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
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
    """`topics`: the questions asked on a tag, the newest first; `people`: keys of those who asked."""

    tag: Tag
    topics: list[Topic] = field(default_factory=list)
    people: set[int] = field(default_factory=set)

    @property
    def shown(self) -> list[Topic]:
        return self.topics[:TITLES_SHOWN]

    @property
    def since(self) -> datetime:
        return self.topics[-1].created

    def __str__(self) -> str:
        """« 5 questions de 4 personnes sur « imprimante » depuis juin »."""
        month = date_format(timezone.localtime(self.since), "F")
        asked = f"{len(self.topics)}\u00a0questions de {len(self.people)}\u00a0personnes"
        return f"{asked} sur «\u00a0{self.tag}\u00a0» depuis {month}"

    @property
    def words(self) -> str:
        """What the need would be called, before the coordination writes it better."""
        name = self.tag.name
        return f"{name[:1].upper()}{name[1:]}\u00a0: répondre aux questions qui reviennent"


def repeated_questions(user, *, tag: int | None = None) -> list[RepeatedQuestions]:
    """Return the tags on which enough people asked lately, the most asked first, unless a need was made of them, or
    nothing was asked since they were set aside. `tag`: that one alone. One query.
    """
    since = timezone.now() - timedelta(days=settings.REPEATED_QUESTIONS_DAYS)
    asked = Topic.objects.visible_to(user).filter(kind=TopicKind.QUESTION, created__gte=since).exclude(author=None)
    links = TopicTag.objects.filter(topic__in=asked, tag__settled_questions__wish=None)
    if tag is not None:
        links = links.filter(tag=tag)
    links = links.annotate(settled=F("tag__settled_questions__settled"))
    found: dict[int, RepeatedQuestions] = {}
    settled: dict[int, datetime | None] = {}
    for link in links.select_related("tag", "topic__forum").order_by("-topic__created", "-topic__pk"):
        questions = found.setdefault(link.tag_id, RepeatedQuestions(link.tag))
        questions.topics.append(link.topic)
        questions.people.add(link.topic.author_id)
        settled[link.tag_id] = link.settled
    waiting = [
        questions
        for questions in found.values()
        if len(questions.people) >= settings.REPEATED_QUESTIONS_PEOPLE
        and not ((moment := settled[questions.tag.pk]) and questions.topics[0].created <= moment)
    ]
    return sorted(waiting, key=lambda questions: (-len(questions.topics), fold(questions.tag.name)))[:MOST_TAGS]
