"""A held message: what a new member wrote with a link, kept apart from the posts until somebody has read it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from forums.enums import TopicKind
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.texts.elision import of
from reseau.texts.markdown.html import to_html, to_text

LONGEST_WORDS = 1000
# A topic opens in a forum, an answer goes in a topic, a correction changes a post.
IS_TOPIC = Q(forum__isnull=False, topic=None, post=None) & ~Q(title="") & ~Q(kind="")
IS_ANSWER = Q(forum=None, topic__isnull=False, post=None, title="", kind="")
IS_CORRECTION = Q(forum=None, topic=None, post__isnull=False, title="", kind="")


class HeldMessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(refused=None)

    def to_review_by(self, user):
        """Return what waits for a decision of `user`: in the forums over which they watch, never their own."""
        return self.waiting().watched_by(user).exclude(author=user.pk)

    def watched_by(self, user):
        watched = Forum.objects.watched_by(user)
        in_topic = Q(topic__forum__in=watched) | Q(post__topic__forum__in=watched)
        return self.filter(Q(forum__in=watched) | in_topic)

    def about(self, topic: Topic):
        """Return the answers and corrections that would stand in a topic."""
        return self.filter(Q(topic=topic) | Q(post__topic=topic))

    def with_places(self):
        places = ("forum", "topic__forum", "post__topic__forum")
        return self.select_related("author", *places, *(f"{place}__epm__commune" for place in places))


class HeldMessage(models.Model):
    """It is no post: no list, count, search or mail of posts has to leave it out. Published, it becomes one and goes.

    Refused, its author still reads it some days, with `words`. `details`: the terms of a poll (`poll`), the files that
    a corrected post keeps (`files`).
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="auteur", on_delete=models.CASCADE, related_name="held_messages"
    )
    forum = models.ForeignKey(
        Forum, verbose_name="nouveau sujet dans", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, verbose_name="réponse dans", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    post = models.ForeignKey(
        "forums.Post", verbose_name="correction de", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField("sorte de sujet", max_length=12, choices=TopicKind, blank=True)
    title = models.CharField("titre", max_length=Topic._meta.get_field("title").max_length, blank=True)
    body = models.TextField("message")
    tags = models.TextField("mots-clés", blank=True)
    details = models.JSONField("sondage et fichiers", default=dict, blank=True)
    created = models.DateTimeField("écrit le", default=timezone.now)
    refused = models.DateTimeField("refusé le", null=True, blank=True)
    words = models.TextField("mot à l’auteur", max_length=LONGEST_WORDS, blank=True)

    objects = HeldMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message à relire"
        verbose_name_plural = "messages à relire"
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=IS_TOPIC | IS_ANSWER | IS_CORRECTION,
                name="held_message_has_one_place",
                violation_error_message="Un message à relire est un sujet, une réponse ou une correction.",
            ),
            models.CheckConstraint(
                condition=Q(refused=None, words="") | Q(refused__isnull=False) & ~Q(words=""),
                name="held_message_refused_with_words",
                violation_error_message="Qui refuse un message dit pourquoi à la personne qui l’a écrit.",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(refused=None),
                name="held_correction_once",
                violation_error_message="Une correction de ce message attend déjà d’être relue.",
            ),
        ]

    def __str__(self) -> str:
        return f"Message à relire {of(self.author)}"

    def get_absolute_url(self) -> str:
        """Return the address where its author reads it."""
        return reverse("forums:held", args=[self.pk])

    @property
    def place_topic(self) -> Topic | None:
        """The topic where it would stand; None for a new one."""
        return self.post.topic if self.post_id else self.topic

    @property
    def place_forum(self) -> Forum:
        return self.place_topic.forum if self.place_topic else self.forum

    @property
    def shown_title(self) -> str:
        return self.place_topic.title if self.place_topic else self.title

    @cached_property
    def html(self) -> str:
        """Its sanitised rendering: made when it is shown, since few people read it, once."""
        return to_html(self.body)

    @property
    def plain_words(self) -> str:
        """Its text without marks, on one line."""
        return to_text(self.body)

    @property
    def choices(self) -> list[str]:
        return self.details.get("poll", {}).get("choices", [])
