"""A post: what a member wrote in a topic, the question first, then the answers."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from forums.messages.posts.validators import MESSAGE_MAX_LENGTH
from forums.threads.topics.models import NAME_LENGTH, Topic
from reseau.texts.elision import of
from reseau.web.addresses import address_of

POSTS_PER_PAGE = 20


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(topic__in=Topic.objects.visible_to(user))

    def readable_by(self, user):
        """Leave out, of those that `user` sees, the messages of others that moderation hid."""
        return self.visible_to(user).filter(models.Q(hidden=None) | models.Q(author=user.pk))

    def standing(self):
        """Leave out the posts that readers do not see: taken back, erased, hidden by moderation."""
        return self.filter(withdrawn=None, hidden=None)


class Post(models.Model):
    """A message in Markdown; `html` is its sanitised rendering, made when it is written (`reseau.texts.markdown`)."""

    # Filled in the queue of moderation: the choices of a poll that its message asks.
    choices: list | tuple = ()

    topic = models.ForeignKey(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="auteur",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
    )
    # Of an author who chose to stay named, once the account is erased.
    author_name = models.CharField("nom laissé", max_length=NAME_LENGTH, blank=True, db_default="", editable=False)
    body = models.TextField("message", max_length=MESSAGE_MAX_LENGTH)
    html = models.TextField("message mis en forme", editable=False)
    created = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    edited = models.DateTimeField("modifié le", null=True, blank=True, editable=False)
    # Its text is gone then (`forums.messages.corrections`).
    withdrawn = models.DateTimeField("retiré le", null=True, blank=True, editable=False)
    # By moderation (`forums.moderation`): its author and those who watch over the forum still read a hidden one. An
    # erased one is withdrawn too, for good.
    hidden = models.DateTimeField("masqué le", null=True, blank=True, editable=False)
    erased = models.DateTimeField("effacé le", null=True, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering = ["created", "pk"]
        indexes = [models.Index(fields=["topic", "created", "id"], name="post_topic_created")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased=None) | models.Q(withdrawn__isnull=False, hidden=None, body="", html=""),
                name="post_erased_has_no_text",
                violation_error_message="Il ne reste rien d’un message effacé.",
            )
        ]

    def __str__(self) -> str:
        return f"Message {of(self.author or 'quelqu’un')} dans « {self.topic} »"

    def get_absolute_url(self) -> str:
        """Return the permanent address, which redirects to the page of the topic where the post stands."""
        return address_of("forums:post", self.topic.forum.slug, self.topic.slug, self.pk)

    @property
    def is_standing(self) -> bool:
        return not self.withdrawn and not self.hidden

    @property
    def rank(self) -> int:
        """Number of posts before this one in its topic; 0 for the question itself. One query."""
        is_earlier = models.Q(created__lt=self.created) | models.Q(created=self.created, pk__lt=self.pk)
        return self.topic.posts.filter(is_earlier).count()

    @property
    def is_question(self) -> bool:
        return self.rank == 0

    @property
    def page_url(self) -> str:
        """Return the address where the post is read today: page of the topic and anchor. One query."""
        page = self.rank // POSTS_PER_PAGE + 1
        query = f"?page={page}" if page > 1 else ""
        return f"{self.topic.get_absolute_url()}{query}#message-{self.pk}"
