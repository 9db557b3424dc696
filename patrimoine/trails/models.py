"""A trail: heritage places in an order, with the way from each to the next. Only published places are walked."""

from collections.abc import Sequence
from itertools import pairwise

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator, is_network_member
from reseau.places.distances import kilometres_between
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded

# A trail of one place is a place.
FEWEST_STOPS = 2
MOST_STOPS = 12


class HeritageTrailQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=HeritageState.PUBLISHED)

    def visible_to(self, user):
        """Published ones for everybody; the others for their author and for those who read them again."""
        published = Q(state=HeritageState.PUBLISHED)
        if not is_network_member(user):
            return self.filter(published)
        if is_coordinator(user):
            return self
        watched = Q(territory__in=user.watched_territory_ids) & ~Q(state=HeritageState.DRAFT)
        return self.filter(published | Q(author=user) | watched)


class HeritageTrail(models.Model):
    """`advice`: what to take, where to park, what is steep. `minutes`: on foot, with stops. `remark`: what its reader
    asks its author for.
    """

    name = models.CharField("nom", max_length=120)
    slug = models.SlugField("adresse de la page", max_length=90, unique=True)
    territory = models.ForeignKey(Territory, verbose_name="territoire", on_delete=models.PROTECT, related_name="trails")
    summary = models.CharField("en une phrase", max_length=240)
    advice = models.CharField("avant de partir", max_length=400, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "durée en minutes", null=True, blank=True, validators=[MinValueValidator(10), MaxValueValidator(600)]
    )
    state = models.CharField("état", max_length=9, choices=HeritageState, default=HeritageState.DRAFT)
    remark = models.CharField("remarque", max_length=500, blank=True, default="", db_default="")
    epm = models.ForeignKey(
        EPM, verbose_name="proposé par le lieu", on_delete=models.SET_NULL, null=True, blank=True, related_name="trails"
    )
    author = models.ForeignKey(
        Member, verbose_name="écrit par", on_delete=models.SET_NULL, null=True, blank=True, related_name="trails"
    )
    changed = models.DateTimeField("modifié le", default=timezone.now, editable=False)

    objects = HeritageTrailQuerySet.as_manager()

    class Meta:
        verbose_name = "circuit de patrimoine"
        verbose_name_plural = "circuits de patrimoine"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(summary=""),
                name="heritage_trail_has_a_summary",
                violation_error_message="Dites en une phrase ce que ce circuit fait voir.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("patrimoine:trail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == HeritageState.PUBLISHED

    @property
    def is_submitted(self) -> bool:
        return self.state == HeritageState.SUBMITTED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == HeritageState.WITHDRAWN

    @property
    def tone(self) -> str:
        return HeritageState(self.state).tone

    def open_stops(self) -> list["TrailStop"]:
        """Return the stops whose places are published, in order. Two queries."""
        stops = self.stops.filter(place__state=HeritageState.PUBLISHED).select_related("place__commune")
        return list(stops.prefetch_related("place__works"))


class TrailStop(models.Model):
    """A place of a trail. `way`: how to come to it from the one before."""

    trail = models.ForeignKey(HeritageTrail, verbose_name="circuit", on_delete=models.CASCADE, related_name="stops")
    place = models.ForeignKey(HeritagePlace, verbose_name="lieu", on_delete=models.CASCADE, related_name="stops")
    rank = models.PositiveSmallIntegerField("rang")
    way = models.CharField("pour y aller", max_length=400, blank=True)

    class Meta:
        verbose_name = "étape d’un circuit"
        verbose_name_plural = "étapes des circuits"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trail", "place"],
                name="heritage_place_once_on_a_trail",
                violation_error_message="Ce lieu est déjà sur le circuit.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)


def kilometres_along(places: Sequence[HeritagePlace]) -> float:
    """Return the length of the way through `places`, as the crow flies."""
    return sum(kilometres_between(one.point, other.point) for one, other in pairwise(places))
