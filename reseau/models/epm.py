"""An *espace public multimédia*: a room open to all where somebody helps with digital life."""

from django.db import models
from django.urls import reverse

from reseau.enums import EPMKind
from reseau.models.place import Commune
from reseau.text import fold


class EPMQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True)

    def with_place(self):
        return self.select_related("commune__territory")

    def matching(self, words: str):
        """Places whose name or commune contains each of the words, accents and hyphens set aside."""
        found = self
        for word in fold(words).split():
            found = found.filter(
                models.Q(search_name__contains=word)
                | models.Q(commune__search_name__contains=word)
                | models.Q(commune__postal_codes__contains=word)
            )
        return found


class EPM(models.Model):
    name = models.CharField("nom", max_length=120)
    slug = models.SlugField("adresse de la page", max_length=120, unique=True)
    search_name = models.CharField("nom sans accents", max_length=120, editable=False)
    kind = models.CharField("type de lieu", max_length=12, choices=EPMKind)
    commune = models.ForeignKey(Commune, verbose_name="commune", on_delete=models.PROTECT, related_name="epms")
    address = models.CharField("adresse", max_length=200)
    latitude = models.FloatField("latitude (degrés)")
    longitude = models.FloatField("longitude (degrés)")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    opening_hours = models.TextField("horaires d’ouverture", blank=True, help_text="Une ligne par jour.")
    presentation = models.TextField("présentation", blank=True)
    seats = models.PositiveSmallIntegerField("places assises en salle", default=8)
    workstations = models.PositiveSmallIntegerField("postes informatiques", default=4)
    is_accessible = models.BooleanField("accessible en fauteuil roulant", default=False)
    is_open = models.BooleanField("ouvert", default=True)
    is_fictitious = models.BooleanField("lieu fictif de démonstration", default=False, editable=False)

    objects = EPMQuerySet.as_manager()

    class Meta:
        verbose_name = "espace public multimédia"
        verbose_name_plural = "espaces publics multimédia"
        ordering = ["search_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="epm_position_on_earth",
                violation_error_message="La position doit être en degrés (latitude entre -90 et 90).",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("reseau:epm", args=[self.slug])
