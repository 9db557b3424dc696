"""A file of a post: a picture drawn again by the site in two sizes, or a document."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, hidden_name, size_in_words

FOLDER = "messages"
LARGE, SMALL = "grande", "petite"
PICTURE_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
KINDS = [*((kind, "image") for kind in PICTURE_TYPES), *FileKind.choices]


def kept_under(file: "PostFile", name: str) -> str:
    return hidden_name(FOLDER, file.kind)


class PostFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the files of the posts that `user` sees, and those that they have not published yet. Those of a hidden
        post, and of a message that waits to be read, are for its author, and for who moderates it.
        """
        is_post = Q(post__withdrawn=None, post__topic__in=Topic.objects.visible_to(user))
        watched = Forum.objects.watched_by(user)
        is_watched = Q(post__topic__forum__in=watched)
        is_read = is_post & (Q(post__hidden=None) | Q(post__author=user.pk) | is_watched)
        is_reviewed = Q(held__forum__in=watched) | Q(held__topic__forum__in=watched)
        is_reviewed |= Q(held__post__topic__forum__in=watched)
        return self.filter(is_read | is_reviewed | Q(post=None, author=user.pk))

    def waiting(self):
        """Return the files of messages that their author has not sent yet."""
        return self.filter(post=None, held=None)


class PostFile(models.Model):
    """Without a `post`, the message is still being written: only its `author` sees the file. `alternative` describes a
    picture for those who do not see it; a picture without it is decorative.
    """

    stored_fields = ("file", "small")

    post = models.ForeignKey(
        "forums.Post", verbose_name="message", on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="auteur",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    draft = models.ForeignKey(
        "forums.MessageDraft",
        verbose_name="brouillon",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="files",
    )
    held = models.ForeignKey(
        "forums.HeldMessage",
        verbose_name="message à relire",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="files",
    )
    kind = models.CharField("type, lu dans le contenu", max_length=8, choices=KINDS)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    size = models.PositiveIntegerField("taille en octets")
    file = models.FileField("fichier ou grande image", upload_to=kept_under, max_length=200)
    small = models.FileField("petite image", upload_to=kept_under, max_length=200, blank=True)
    width = models.PositiveSmallIntegerField("largeur de la petite image", default=0)
    height = models.PositiveSmallIntegerField("hauteur de la petite image", default=0)
    alternative = models.CharField("texte alternatif", max_length=300, blank=True)
    is_decorative = models.BooleanField("décorative", default=False)
    is_untagged = models.BooleanField("PDF sans balises", default=False)
    added = models.DateTimeField("joint le", default=timezone.now, editable=False)

    objects = PostFileQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier d’un message"
        verbose_name_plural = "fichiers des messages"
        ordering = ["post", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURE_TYPES

    @property
    def is_described(self) -> bool:
        return not self.is_picture or self.is_decorative or bool(self.alternative)

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def media_type(self) -> str:
        return PICTURE_TYPES[self.kind] if self.is_picture else FileKind(self.kind).media_type

    @property
    def url(self) -> str:
        """Return the address of the document, or of the large picture."""
        return reverse("forums:picture", args=[self.pk, LARGE]) if self.is_picture else self.download_url

    @property
    def small_url(self) -> str:
        return reverse("forums:picture", args=[self.pk, SMALL])

    @property
    def download_url(self) -> str:
        return reverse("forums:file", args=[self.pk, self.name])

    @property
    def stored(self) -> Iterator[FieldFile]:
        """Its stored files, one for each rendition."""
        return (getattr(self, name) for name in self.stored_fields if getattr(self, name))
