"""Enclosures of a mail: a file or a calendar invitation, deleted once the mail is settled for good."""

from django.db import models

from alertes.channels.mails.models.mail import Mail

CALENDAR = "text/calendar"


class EnclosureQuerySet(models.QuerySet):
    def unneeded(self):
        """Enclosures of mails that will never be sent again."""
        return self.filter(mail__in=Mail.objects.finished())


class Enclosure(models.Model):
    """`method`: method of a calendar invitation (REQUEST, CANCEL), which mail software adds to its calendar by itself.

    An enclosure without a method is an ordinary file.
    """

    mail = models.ForeignKey(Mail, verbose_name="courriel", on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField("nom", max_length=100)
    content_type = models.CharField("type", max_length=100)
    content = models.BinaryField("contenu")
    method = models.CharField("méthode", max_length=10, blank=True)

    objects = EnclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce d’un courriel"
        verbose_name_plural = "pièces des courriels"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "name"],
                name="enclosure_once_for_each_mail",
                violation_error_message="Ce courriel a déjà une pièce de ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def invitation(cls, content: bytes, *, method: str, name: str = "invitation.ics") -> "Enclosure":
        """A calendar (RFC 5545) whose `METHOD` is `method`."""
        return cls(name=name, content_type=CALENDAR, content=content, method=method)

    @classmethod
    def pdf(cls, name: str, content: bytes) -> "Enclosure":
        return cls(name=name, content_type="application/pdf", content=content)
