"""Communes, and the three territories of the network, each watched over by a territorial animator."""

from django.db import models
from django.urls import reverse

from reseau.texts.french_order import Folded, FoldedField


def commune_has(word: str, path: str = "") -> models.Q:
    """Return the condition that `word` is in a name or former name of the commune, or starts its postcode.

    `path`: query path to the commune.
    """
    condition = models.Q(**{f"{path}search_name__contains": word}) | models.Q(**{f"{path}former_names__contains": word})
    if word.isdigit():
        condition |= models.Q(**{f"{path}postal_codes__startswith": word})
        condition |= models.Q(**{f"{path}postal_codes__contains": f" {word}"})
    return condition


class Territory(models.Model):
    """One of the three territories of the network; in the Lot they follow the arrondissements."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True)

    class Meta:
        verbose_name = "territoire"
        verbose_name_plural = "territoires"
        ordering = [Folded("name")]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune of the official geographic code (COG 2026). Source and licence: `reseau/data/README.md`."""

    insee_code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=80)
    search_name = FoldedField("nom sans accents", max_length=80, db_index=True)
    # People keep using the name of their village after it has joined a larger commune.
    former_names = models.CharField("anciennes communes, sans accents", max_length=250, blank=True)
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
    # Local knowledge, not in the geographic code: empty means unknown.
    market_days = models.JSONField("jours de marché", default=list, blank=True)

    class Meta:
        verbose_name = "commune"
        verbose_name_plural = "communes"
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reseau:directory", query={"q": self.name})

    @property
    def postal_code(self) -> str:
        return self.postal_codes.split()[0]
