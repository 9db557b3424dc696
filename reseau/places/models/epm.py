"""An *espace public multimédia*: a room open to all where somebody helps with digital life."""

from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models.functions import Sqrt

from reseau.enums import EPMKind, HostKind
from reseau.places import audience
from reseau.places.distances import KILOMETRES_IN_A_DEGREE, narrowing_at
from reseau.places.models.commune import Commune, commune_has
from reseau.places.models.hours import PlaceHours
from reseau.places.validators import PIVOT, validate_pivot
from reseau.texts.accent_folding import fold, words_to_find
from reseau.texts.figures import FigureDefinition
from reseau.texts.french_order import FoldedField
from reseau.web.addresses import address_of


# Fields of a place that the national schema of digital mediation places asks for, besides those that it always had.
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


RESERVED_SLUGS = ["carte", "donnees", "importer", "integrer"]


def kilometres_from(commune: Commune, path: str = "") -> Sqrt:
    """Return the distance in km from the town hall to the EPM reached by `path`, as the crow flies."""
    return kilometres_from_point(commune.town_hall_latitude, commune.town_hall_longitude, path)


def kilometres_from_point(latitude: float, longitude: float, path: str = "", *, narrowing: float | None = None) -> Sqrt:
    """Return the distance in km from a point, in degrees, to the EPM reached by `path`: on a flat Earth.

    A compiled query takes `narrowing` as a value of its own, since it is computed from the latitude.
    """
    north = models.F(f"{path}latitude") - latitude
    east = (models.F(f"{path}longitude") - longitude) * (narrowing or narrowing_at(latitude))
    return Sqrt(north * north + east * east, output_field=models.FloatField()) * KILOMETRES_IN_A_DEGREE


# Counted by `open`.
OPEN_EPMS = FigureDefinition("EPM ouvert", "EPM ouverts", "Ouverts au public aujourd’hui.")


class EPMQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True)

    def visible_to(self, user):
        """A closed place is visible to the network alone, which may have to open it again."""
        return self if audience.MEMBER in audience.tokens_of(user) else self.open()

    def with_place(self):
        return self.select_related("commune__territory")

    def matching(self, query: str):
        """Places with each word of `query` in their name, or in the name or postcode of their commune."""
        epms = self
        for word in words_to_find(query):
            epms = epms.filter(models.Q(search_name__contains=word) | commune_has(word, "commune__"))
        return epms

    def with_kilometres_from(self, latitude: float, longitude: float):
        """Add `kilometres`, as the crow flies, from a point in degrees."""
        return self.annotate(kilometres=kilometres_from_point(latitude, longitude))


class EPM(PlaceHours, NationalRecord):
    # Filled where a list is sorted by distance, or asks about a moment; a missing attribute costs a template a lot.
    kilometres: float | None = None
    hours_then = ""

    name = models.CharField("nom", max_length=120)
    slug = models.SlugField("adresse de la page", max_length=120, unique=True)
    search_name = FoldedField("nom sans accents", max_length=120, editable=False)
    kind = models.CharField("type de lieu", max_length=12, choices=EPMKind)
    commune = models.ForeignKey(Commune, verbose_name="commune", on_delete=models.PROTECT, related_name="epms")
    address = models.CharField("adresse", max_length=200)
    latitude = models.FloatField("latitude (degrés)")
    longitude = models.FloatField("longitude (degrés)")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    presentation = models.TextField("présentation", blank=True, validators=[MaxLengthValidator(5_000)])
    seats = models.PositiveSmallIntegerField("places assises en salle", default=8)
    workstations = models.PositiveSmallIntegerField("postes informatiques", default=4)
    is_accessible = models.BooleanField("accessible en fauteuil roulant", default=False)
    is_open = models.BooleanField("ouvert", default=True)
    is_fictitious = models.BooleanField("lieu fictif de démonstration", default=False, editable=False)

    objects = EPMQuerySet.as_manager()

    class Meta:
        verbose_name = "espace public multimédia"
        verbose_name_plural = "espaces publics multimédia"
        ordering = ["search_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="epm_position_on_earth",
                violation_error_message=(
                    "La position doit être en degrés : latitude entre -90 et 90, longitude entre -180 et 180."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=RESERVED_SLUGS),
                name="epm_slug_is_not_a_page_of_the_site",
                violation_error_message="Cette adresse de page est déjà celle d’une page de l’annuaire.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address_of("reseau:epm", self.slug)

    def features_by_kind(self) -> dict[str, list[str]]:
        """Return the values of the place under each kind that has some. One query, none if they are prefetched."""
        features: dict[str, list[str]] = {}
        for feature in self.features.all():
            features.setdefault(feature.kind, []).append(feature.value)
        return features

    @property
    def coordinates(self) -> str:
        """Latitude and longitude in degrees, in the format of maps and `geo:` links."""
        return f"{self.latitude:.5f},{self.longitude:.5f}"
