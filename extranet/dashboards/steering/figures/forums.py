"""Figures of the forums: topics opened, answers, questions answered, questions that nobody answered."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.scope import Scope
from forums.enums import ForumKind
from forums.messages.posts.models import Post
from forums.threads.clock.delays import delay_in_words
from forums.threads.clock.models import QuestionWatch
from forums.threads.forums.models import OPEN_KINDS
from forums.threads.topics.models import Topic
from reseau.texts.wording import coming_in_words


class TopicFigure(Figure):
    section = Section.FORUMS

    def placed(self, topics: QuerySet, scope: Scope) -> QuerySet:
        """Keep the topics of the forums of the scope and of its EPM, and those that its people opened in the forums of
        all. What a project writes stays between its people.
        """
        if scope.territories is None:
            return topics
        is_opened_there = Q(forum__kind__in=OPEN_KINDS) & scope.worked_by("author")
        is_of_there = scope.within("forum__territory", "forum__epm__commune__territory")
        return topics.filter(is_of_there | is_opened_there)

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("forum", "author").order_by("created", "pk")
        return rows.only(
            "title",
            "slug",
            "created",
            "author_name",
            "forum__title",
            "forum__slug",
            "author__first_name",
            "author__last_name",
        )

    def row(self, counted: Topic) -> ListRow:
        opened = f"Posé {coming_in_words(timezone.localdate(counted.created))}"
        facts = [counted.forum.title, str(counted.author or counted.author_name), opened]
        return ListRow(counted.title, counted.get_absolute_url(), [fact for fact in facts if fact])


class NewTopics(TopicFigure):
    slug, words = "sujets", ("sujet ouvert", "sujets ouverts")
    definition = (
        "Ouverts dans les forums du territoire et de ses EPM, ou dans ceux du réseau par quelqu’un qui y travaille."
    )
    is_dated = True
    moment = "created"

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Topic.objects.filter(scope.moments("created")), scope)

    def listed(self, rows: QuerySet) -> QuerySet:
        return super().listed(rows).order_by("-created", "-pk")


class UnansweredTopics(TopicFigure):
    icon = "messages-square"
    slug, words = "questions-sans-reponse", ("question sans réponse", "questions sans réponse")
    definition = "Seule la personne qui a posé la question a écrit."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(Topic.objects.unanswered(), scope)


class AnsweredQuestions(Figure):
    """What a project writes stays between its people: its forums are left out."""

    section = Section.FORUMS
    slug, words = "questions-repondues", ("question répondue", "questions répondues")
    definition = "Posées dans la période, hors forums de projet, et répondues depuis par quelqu’un d’autre."
    is_dated = True
    moment = "topic__created"

    def rows(self, scope: Scope) -> QuerySet:
        watches = QuestionWatch.objects.filter(scope.within("territory"), scope.moments(self.moment))
        return watches.exclude(answered=None).exclude(topic__forum__kind=ForumKind.PROJECT)

    def listed(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("topic__forum", "topic__author").order_by("-topic__created", "-pk")

    def row(self, counted: QuestionWatch) -> ListRow:
        topic = counted.topic
        delay = f"Répondue en {delay_in_words(counted.answer_minutes)}"
        facts = [topic.forum.title, str(topic.author or topic.author_name), delay]
        return ListRow(topic.title, topic.get_absolute_url(), [fact for fact in facts if fact])


class Answers(TopicFigure):
    """What moderation hid and what was taken back is left out; so are the forums of projects."""

    slug, words = "reponses", ("réponse", "réponses")
    definition = "Messages écrits après le premier d’un sujet, hors forums de projet, et encore lisibles."
    is_dated = True
    moment = "created"

    def rows(self, scope: Scope) -> QuerySet:
        topics = self.placed(Topic.objects.exclude(forum__kind=ForumKind.PROJECT), scope).order_by()
        earlier = Post.objects.filter(topic=OuterRef("topic"), pk__lt=OuterRef("pk")).order_by()
        posts = Post.objects.standing().filter(scope.moments("created"), Exists(earlier), topic__in=topics.values("pk"))
        return posts.order_by()

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("topic__forum", "author").order_by("-created", "-pk")
        return rows.only(
            "created", "author_name", "author__first_name", "author__last_name", "topic__title", "topic__slug",
            "topic__forum__title", "topic__forum__slug",
        )  # fmt: skip

    def row(self, counted: Post) -> ListRow:
        written = f"Écrite {coming_in_words(timezone.localdate(counted.created))}"
        facts = [counted.topic.forum.title, str(counted.author or counted.author_name), written]
        return ListRow(counted.topic.title, counted.topic.get_absolute_url(), [fact for fact in facts if fact])


FORUM_FIGURES = (NewTopics(), Answers(), AnsweredQuestions(), UnansweredTopics())
