"""Earlier texts of a post, and topics that their author took back, kept for the minutes of an undo."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from forums.messages.posts.models import Post
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic

# Time during which what was taken back comes again; what is kept for it is erased afterwards.
UNDO_TIME = timedelta(minutes=15)


class EarlierText(models.Model):
    """A text that a post had before a correction.

    The last text of a post that was taken back stands here too, for the time of an undo; then nothing of it is left.
    """

    post = models.ForeignKey(Post, verbose_name="message", on_delete=models.CASCADE, related_name="earlier_texts")
    body = models.TextField("texte")
    written = models.DateTimeField("écrit le")

    class Meta:
        verbose_name = "texte antérieur d’un message"
        verbose_name_plural = "textes antérieurs des messages"
        ordering = ["post", "pk"]

    def __str__(self) -> str:
        return f"Texte du {self.written:%d/%m/%Y} de «\u00a0{self.post}\u00a0»"


class WithdrawnTopic(models.Model):
    """A topic without answers that its author took back. `content`: its rows, in the serialisation of Django."""

    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="withdrawn_topics")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="auteur", on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField("titre", max_length=Topic._meta.get_field("title").max_length)
    content = models.JSONField("contenu")
    withdrawn = models.DateTimeField("retiré le", default=timezone.now)

    class Meta:
        verbose_name = "sujet retiré"
        verbose_name_plural = "sujets retirés"

    def __str__(self) -> str:
        return self.title

    @property
    def undo_until(self):
        return self.withdrawn + UNDO_TIME
