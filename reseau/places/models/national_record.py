"""Fields of a place that the national schema of digital mediation places asks for, besides those that it always had."""

from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils import timezone

from reseau.enums import HostKind
from reseau.places.validators import PIVOT, validate_pivot


class NationalRecord(models.Model):
    """`reference`: identifier in the national file, the slug unless another file gave one. `pivot`: SIRET, or RNA."""

    reference = models.CharField("identifiant dans le fichier national", max_length=120, unique=True, editable=False)
    pivot = models.CharField(
        "SIRET ou numéro RNA",
        max_length=14,
        blank=True,
        validators=[RegexValidator(PIVOT, "Quatorze chiffres (SIRET), ou W et neuf chiffres (RNA)."), validate_pivot],
    )
    host_kind = models.CharField("porté par", max_length=12, choices=HostKind, blank=True)
    host_name = models.CharField("nom de la structure qui porte le lieu", max_length=120, blank=True)
    address_complement = models.CharField("complément d’adresse", max_length=200, blank=True)
    website = models.URLField("site internet", max_length=200, blank=True)
    booking_url = models.URLField("page de prise de rendez-vous", max_length=200, blank=True)
    accessibility_url = models.URLField("fiche Acceslibre", max_length=200, blank=True)
    summary = models.CharField("présentation en une phrase", max_length=280, blank=True)
    other_labels = models.CharField("autres formations et labels", max_length=250, blank=True)
    visiting_services = models.TextField(
        "services qui viennent au lieu", blank=True, validators=[MaxLengthValidator(1_000)]
    )
    source = models.CharField("qui a recueilli ces informations", max_length=120, blank=True, editable=False)
    updated_on = models.DateField("mis à jour le", default=timezone.localdate, editable=False)

    class Meta:
        abstract = True
