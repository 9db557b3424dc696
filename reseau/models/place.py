"""Places that the administration draws: communes, and the three territories that an animator watches over."""

from django.db import models
from django.urls import reverse


class Territory(models.Model):
    """One of the three territories of the network; in the Lot they follow the arrondissements."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True)

    class Meta:
        verbose_name = "territoire"
        verbose_name_plural = "territoires"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune of the official geographic code (COG 2026). Source and licence: `reseau/data/README.md`."""

    insee_code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=80)
    search_name = models.CharField("nom sans accents", max_length=80, db_index=True)
    postal_codes = models.CharField("codes postaux, séparés d’une espace", max_length=60)
    population = models.PositiveIntegerField("population municipale")
    epci_name = models.CharField("intercommunalité", max_length=120)
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, related_name="communes"
    )
    latitude = models.FloatField("latitude (degrés)")
    longitude = models.FloatField("longitude (degrés)")
    town_hall_address = models.CharField("adresse de la mairie", max_length=200)
    town_hall_latitude = models.FloatField("latitude de la mairie (degrés)")
    town_hall_longitude = models.FloatField("longitude de la mairie (degrés)")

    class Meta:
        verbose_name = "commune"
        verbose_name_plural = "communes"
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def postal_code(self) -> str:
        return self.postal_codes.split()[0]

    def get_absolute_url(self) -> str:
        return reverse("reseau:directory", query={"q": self.name})
