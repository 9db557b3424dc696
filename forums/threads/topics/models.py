"""A topic: a question, which people answer until it is solved, a discussion or an announcement."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone

from forums.enums import TopicKind, TopicStatus
from forums.threads.forums.models import Forum
from reseau.texts.accent_folding import fold
from reseau.texts.tags.models import Tag
from reseau.web.addresses import address_of
from reseau.web.queries.json_rows import JSONRows, instances_of_rows

SLUG_LENGTH = 80
# First and last name of a member, with a space.
NAME_LENGTH = 121


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(forum__in=Forum.objects.visible_to(user))

    def counted_by_status(self):
        """Return each kind and status of topics, with their number: what `count_by_status` reads."""
        return self.order_by().values_list("kind", "status").annotate(models.Count("pk"))

    def questions(self):
        return self.filter(kind=TopicKind.QUESTION)

    def unanswered(self):
        """Questions where only the author has written, the oldest first."""
        return self.questions().filter(status=TopicStatus.OPEN).order_by("created", "pk")

    def recent(self):
        """Order by latest activity, with the relations that a row shows."""
        topics = self.annotate(is_capitalised=self._capitalised())
        return topics.select_related("forum", "author", "poll").order_by("-last_post_at", "-pk")

    def with_place(self):
        """Join what says who reads a topic and who watches over it."""
        return self.select_related("forum__epm__commune")

    def with_tags(self):
        """Load the tags of each topic in the same query: what `sorted_tags` reads."""
        tags = Tag.objects.filter(topics=models.OuterRef("pk")).order_by()
        return self.annotate(tag_rows=JSONRows(tags, "id", "name", "slug"))

    def _capitalised(self):
        """Return the condition that the library has a published sheet made from the topic."""
        sheets = self.model._meta.get_field("sheet_origins").related_model.objects
        in_library = sheets.filter(topic=models.OuterRef("pk"), sheet__live=True, sheet__obsolescence=None)
        return models.Exists(in_library)


def count_by_status(rows: Iterable[tuple[str, str, int]]) -> tuple[dict[str, int], int]:
    """Return the number of questions in each status, 0 included, and that of all topics (`counted_by_status`)."""
    rows = list(rows)
    counts = {status: count for kind, status, count in rows if kind == TopicKind.QUESTION}
    return {status: counts.get(status, 0) for status in TopicStatus.values}, sum(count for *_, count in rows)


class Topic(models.Model):
    """`status`, `post_count` and `last_post_at` are kept by the services of posts: a list costs one query."""

    # Filled where a list answers words: the message that holds them.
    passage = None

    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(
        "sorte", max_length=12, choices=TopicKind, default=TopicKind.QUESTION, db_default="question"
    )
    title = models.CharField("titre", max_length=140)
    slug = models.SlugField("adresse", max_length=SLUG_LENGTH + 10)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="auteur",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics",
    )
    # Of an author who chose to stay named, once the account is erased.
    author_name = models.CharField("nom laissé", max_length=NAME_LENGTH, blank=True, db_default="", editable=False)
    # The text of before, in the column that the web server of before reads; the next release drops it.
    former_tags = models.CharField("anciens mots-clés", max_length=140, blank=True, db_default="", db_column="tags")
    tags = models.ManyToManyField(Tag, verbose_name="mots-clés", through="TopicTag", related_name="topics", blank=True)
    status = models.CharField("état", max_length=10, choices=TopicStatus, default=TopicStatus.OPEN)
    solution = models.OneToOneField(
        "forums.Post",
        verbose_name="réponse retenue",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created = models.DateTimeField("ouvert le", default=timezone.now, editable=False)
    last_post_at = models.DateTimeField("dernier message", default=timezone.now, editable=False)
    post_count = models.PositiveIntegerField("messages", default=0, editable=False)
    # Then only those who watch over the forum still answer (`forums.moderation`).
    locked = models.DateTimeField("fermé le", null=True, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "sujet"
        verbose_name_plural = "sujets"
        ordering = ["-last_post_at", "-pk"]
        get_latest_by = "last_post_at"
        indexes = [
            models.Index(fields=["-last_post_at", "-id"], name="topic_recent"),
            models.Index(fields=["forum", "-last_post_at", "-id"], name="topic_forum_recent"),
            models.Index(fields=["forum", "status", "-last_post_at", "-id"], name="topic_forum_status_recent"),
            # Questions of a state, in all forums that a member reads.
            models.Index(fields=["kind", "status", "-last_post_at", "-id"], name="topic_state_recent"),
            # Questions that have waited longest, in all forums that a member reads.
            models.Index(fields=["kind", "status", "created"], name="topic_kind_status_oldest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "slug"],
                name="topic_slug_once_in_forum",
                violation_error_message="Un sujet porte déjà cette adresse dans ce forum.",
            ),
            models.CheckConstraint(
                condition=models.Q(solution__isnull=True) | models.Q(status=TopicStatus.SOLVED),
                name="topic_with_solution_is_solved",
                violation_error_message="Un sujet dont une réponse est retenue est résolu.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=TopicKind.QUESTION) | ~models.Q(status=TopicStatus.SOLVED),
                name="topic_solved_is_a_question",
                violation_error_message="Seule une question peut être résolue.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("forums:topic", self.forum.slug, self.slug)

    @property
    def sorted_tags(self) -> list[Tag]:
        """Return its tags in alphabetical order. One query, none after `with_tags` or where they are prefetched."""
        rows = getattr(self, "tag_rows", None)
        tags = self.tags.all() if rows is None else instances_of_rows(Tag, rows)
        return sorted(tags, key=lambda tag: fold(tag.name))

    @property
    def is_question(self) -> bool:
        return self.kind == TopicKind.QUESTION

    @property
    def answer_count(self) -> int:
        return max(self.post_count - 1, 0)


class TopicAddress(models.Model):
    """An address that a topic had, in a forum where it stood or under a title that it bore: links to it still lead to
    the topic, and no other topic takes it.
    """

    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField("adresse", max_length=SLUG_LENGTH + 10)
    topic = models.ForeignKey(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = "ancienne adresse d’un sujet"
        verbose_name_plural = "anciennes adresses des sujets"
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "slug"],
                name="topic_address_once_in_forum",
                violation_error_message="Cette adresse a déjà été celle d’un sujet de ce forum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.slug}"
