"""Fields of a place that the national schema of digital mediation places asks for, besides those that it always had."""

from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models

from reseau.enums import HostKind
from reseau.places.validators import PIVOT, validate_pivot


class NationalRecord(models.Model):
    """`pivot`: SIRET, or RNA. `updated_on`: None for a record that nobody has saved since the column exists."""

    pivot = models.CharField(
        "SIRET ou numéro RNA",
        max_length=14,
        blank=True,
        db_default="",
        validators=[RegexValidator(PIVOT, "Quatorze chiffres (SIRET), ou W et neuf chiffres (RNA)."), validate_pivot],
    )
    host_kind = models.CharField("porté par", max_length=12, choices=HostKind, blank=True, db_default="")
    host_name = models.CharField("nom de la structure qui porte le lieu", max_length=120, blank=True, db_default="")
    address_complement = models.CharField("complément d’adresse", max_length=200, blank=True, db_default="")
    website = models.URLField("site internet", max_length=200, blank=True, db_default="")
    booking_url = models.URLField("page de prise de rendez-vous", max_length=200, blank=True, db_default="")
    accessibility_url = models.URLField("fiche Acceslibre", max_length=200, blank=True, db_default="")
    summary = models.CharField("présentation en une phrase", max_length=280, blank=True, db_default="")
    other_labels = models.CharField("autres formations et labels", max_length=250, blank=True, db_default="")
    visiting_services = models.TextField(
        "services qui viennent au lieu", blank=True, db_default="", validators=[MaxLengthValidator(1_000)]
    )
    source = models.CharField(
        "qui a recueilli ces informations", max_length=120, blank=True, db_default="", editable=False
    )
    updated_on = models.DateField("mis à jour le", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
