"""Forums of the network and of each territory: topics, and the posts that answer them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from forums.enums import TopicStatus
from reseau import audience
from reseau.models import Territory


class ForumQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The network's forums for each member, a territory's for those who work there; a coordinator reads all."""
        tokens = audience.tokens_of(user)
        if audience.MEMBER not in tokens:
            return self.none()
        if audience.COORDINATOR in tokens:
            return self
        return self.filter(models.Q(territory__isnull=True) | models.Q(territory__in=user.territory_ids))


class Forum(models.Model):
    title = models.CharField("titre", max_length=80)
    slug = models.SlugField("adresse", unique=True)
    description = models.CharField("à quoi il sert", max_length=200)
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, null=True, blank=True, related_name="forums"
    )
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = "forum"
        verbose_name_plural = "forums"
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", args=[self.slug])

    @property
    def audience_tokens(self) -> frozenset[str]:
        if self.territory_id:
            return frozenset({audience.territory_token(self.territory_id), audience.COORDINATOR})
        return frozenset({audience.MEMBER})


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(forum__in=Forum.objects.visible_to(user))


class Topic(models.Model):
    """`post_count` and `last_post_at` are kept by `forums.services`, so that a list costs one query."""

    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="topics")
    title = models.CharField("titre", max_length=140)
    slug = models.SlugField("adresse", max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="auteur", on_delete=models.SET_NULL, null=True, related_name="topics"
    )
    tags = models.CharField("mots-clés, séparés par des virgules", max_length=140, blank=True)
    status = models.CharField("état", max_length=10, choices=TopicStatus, default=TopicStatus.OPEN)
    solution = models.OneToOneField(
        "forums.Post", verbose_name="réponse retenue", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField("ouvert le", default=timezone.now, editable=False)
    last_post_at = models.DateTimeField("dernier message", default=timezone.now, editable=False)
    post_count = models.PositiveIntegerField("messages", default=0, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "sujet"
        verbose_name_plural = "sujets"
        ordering = ["-last_post_at", "-pk"]
        indexes = [models.Index(fields=["forum", "-last_post_at"], name="topic_forum_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "slug"],
                name="topic_slug_once_in_forum",
                violation_error_message="Un sujet porte déjà ce titre dans ce forum.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:topic", args=[self.forum.slug, self.slug])

    @property
    def tag_list(self) -> list[str]:
        return [tag.strip() for tag in self.tags.split(",") if tag.strip()]

    @property
    def answer_count(self) -> int:
        return max(self.post_count - 1, 0)


class Post(models.Model):
    """A message in Markdown; `html` is its sanitised rendering, made once when it is written (`forums.markdown`)."""

    topic = models.ForeignKey(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="auteur", on_delete=models.SET_NULL, null=True, related_name="posts"
    )
    body = models.TextField("message", max_length=20_000)
    html = models.TextField("message mis en forme", editable=False)
    created = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    edited = models.DateTimeField("modifié le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering = ["created", "pk"]
        indexes = [models.Index(fields=["topic", "created"], name="post_topic_created")]

    def __str__(self) -> str:
        return f"Message de {self.author} dans « {self.topic} »"

    def get_absolute_url(self) -> str:
        return f"{self.topic.get_absolute_url()}#message-{self.pk}"
