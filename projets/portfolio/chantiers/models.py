"""A chantier: one of the few directions of the policy, in which every project stands."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse

from alertes.channels.mails.headers import absolute

NAME_LENGTH = 80
AIM_LENGTH = 600


class Chantier(models.Model):
    """`rank`: its number, under which people know it. `source`: where its words come from."""

    rank = models.PositiveSmallIntegerField("numéro", unique=True)
    name = models.CharField("nom", max_length=NAME_LENGTH, unique=True)
    slug = models.SlugField("adresse", max_length=60, unique=True, editable=False)
    aim = models.TextField("ce que l’on veut", validators=[MaxLengthValidator(AIM_LENGTH)])
    source = models.CharField("source", max_length=160, blank=True)
    shows_sums = models.BooleanField("montre les sommes accordées au public", default=False, db_default=False)

    class Meta:
        verbose_name = "chantier"
        verbose_name_plural = "chantiers"
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projets:chantier", args=[self.slug])

    def describe(self) -> dict:
        """Return its description in the words of schema.org."""
        return {
            "@type": "Project",
            "name": self.name,
            "description": self.aim,
            "url": absolute(self.get_absolute_url()),
            "parentOrganization": {"@type": "Organization", "name": settings.ORGANISATION},
        }
