"""A notice: something that happened and that a member should know, kept in the site until read."""

from django.conf import settings
from django.db import models
from django.db.models.lookups import IsNull
from django.utils import timezone

from alertes.choices.kinds import NAME_LENGTH


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user, is_shown=True) if user.is_authenticated else self.none()

    def about(self, subject: str):
        """Return the notices about a subject, of all days: `record:12:decided`."""
        return self.filter(key__startswith=f"{subject}:")

    def about_page(self, page: str):
        """Notices about the object of a page; those of before pages were kept, by their address."""
        is_former = models.Q(url=page) | models.Q(url__startswith=f"{page}#") | models.Q(url__startswith=f"{page}?")
        return self.filter(models.Q(page=page) | models.Q(page="") & is_former)

    def unread(self):
        return self.filter(read_at__isnull=True)

    def unread_first(self):
        return self.order_by(IsNull(models.F("read_at"), rhs=True).desc(), "-created", "-pk")

    def mark_read(self) -> int:
        """Mark the unread ones as read; return how many."""
        return self.unread().update(read_at=timezone.now())


class Notice(models.Model):
    """`key` says what the notice is about (`sheet:12:published`); the same key reaches a member once.

    `page` is that of the object, which `url` may be a part of. `kind` is the name of a declared kind of event.
    `is_shown`: False for who wants that kind by mail alone.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="destinataire", on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField("clé", max_length=120)
    kind = models.CharField("genre", max_length=NAME_LENGTH, blank=True, db_default="")
    is_shown = models.BooleanField("dans le site", default=True, db_default=True)
    text = models.CharField("texte", max_length=300)
    url = models.CharField("adresse dans le site", max_length=300)
    page = models.CharField("page de l’objet", max_length=300, blank=True, db_default="")
    created = models.DateTimeField("reçue le", auto_now_add=True)
    read_at = models.DateTimeField("lue le", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "alerte"
        verbose_name_plural = "alertes"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "key"],
                name="notice_once_for_each_member",
                violation_error_message="Ce membre a déjà reçu cette alerte.",
            )
        ]
        indexes = [
            models.Index(fields=["member", "read_at"], name="notice_member_read"),
            models.Index(fields=["key"], name="notice_key"),
        ]

    def __str__(self) -> str:
        return self.text
