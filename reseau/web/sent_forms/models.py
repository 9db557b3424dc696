"""A form that the site took, and where it led the person."""

from django.db import models


class SentForm(models.Model):
    """A form taken by the site. `fingerprint`: digest of who sent what where (`reseau.web.sent_forms.form_key`).

    `location`: address to which the answer led.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    location = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "formulaire envoyé"
        verbose_name_plural = "formulaires envoyés"

    def __str__(self) -> str:
        return self.location
