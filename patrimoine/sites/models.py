"""A heritage place, told by the network: a bridge, a chapel, a market, a way of doing.

The database knows what publication needs: a licence, a source, a word on the people who are named. A row cannot be read
again or published without them.
"""

import re
from dataclasses import dataclass

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from patrimoine.sites.enums import (
    OPEN_LICENCES,
    HeritagePeriod,
    HeritageState,
    HeritageTheme,
    NamedPeople,
)
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator, is_network_member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.texts.french_order import FoldedField
from ressources.sheets.enums import Licence
from ressources.workshops.deliveries.models.delivery import Delivery

LONGEST_STORY = 6_000
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
READ_BY_OTHERS = (HeritageState.SUBMITTED, HeritageState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A book, a page, somebody’s word: its title, and its address if it has one."""

    words: str
    url: str = ""

    @classmethod
    def of_line(cls, line: str) -> "NamedSource":
        address = WEB_ADDRESS.search(line)
        if not address:
            return cls(line.strip())
        url = address[0].rstrip(".,;)")
        return cls(line.replace(url, "").strip(" ,;:.–-()") or url, url)


class HeritagePlaceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=HeritageState.PUBLISHED)

    def visible_to(self, user):
        """Published ones for everybody; the others for their author and for those who read them again."""
        published = Q(state=HeritageState.PUBLISHED)
        if not is_network_member(user):
            return self.filter(published)
        if is_coordinator(user):
            return self
        watched = Q(commune__territory__in=user.watched_territory_ids) & ~Q(state=HeritageState.DRAFT)
        return self.filter(published | Q(author=user) | watched)

    def to_review_by(self, user):
        """Return those that wait for a reading by `user`."""
        waiting = self.filter(state=HeritageState.SUBMITTED)
        if is_coordinator(user):
            return waiting
        return waiting.filter(commune__territory__in=user.watched_territory_ids)

    def with_commune(self):
        return self.select_related("commune__territory")


class HeritagePlace(models.Model):
    """`sources`: one a line, with its address if it has one. `agreement`: who agreed to be named, when, where the paper
    is kept; it is never public. `remark`: what its reader asks its author for, or why it was withdrawn.
    """

    name = models.CharField("nom", max_length=120)
    search_name = FoldedField("nom sans accents", max_length=120, editable=False)
    slug = models.SlugField("adresse de la page", max_length=90, unique=True)
    commune = models.ForeignKey(Commune, verbose_name="commune", on_delete=models.PROTECT, related_name="heritage")
    latitude = models.FloatField("latitude (degrés)")
    longitude = models.FloatField("longitude (degrés)")
    period = models.CharField("époque", max_length=16, choices=HeritagePeriod, default=HeritagePeriod.UNDATED)
    theme = models.CharField("thème", max_length=10, choices=HeritageTheme)
    summary = models.CharField("en une phrase", max_length=240, blank=True)
    story = models.TextField("récit", blank=True, validators=[MaxLengthValidator(LONGEST_STORY)])
    sources = models.TextField("sources", blank=True, validators=[MaxLengthValidator(2_000)])
    licence = models.CharField("licence du texte", max_length=10, choices=Licence, blank=True)
    people = models.CharField("personnes nommées", max_length=6, choices=NamedPeople, blank=True)
    agreement = models.CharField("accord des personnes nommées", max_length=300, blank=True)
    state = models.CharField("état", max_length=9, choices=HeritageState, default=HeritageState.DRAFT)
    remark = models.CharField("remarque", max_length=500, blank=True)
    epm = models.ForeignKey(
        EPM,
        verbose_name="proposé par le lieu",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="heritage",
    )
    author = models.ForeignKey(
        Member,
        verbose_name="écrit par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="heritage_places",
    )
    reviewed_by = models.ForeignKey(
        Member, verbose_name="relu par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The workshop where it was written.
    delivery = models.ForeignKey(
        Delivery,
        verbose_name="née d’un atelier",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="heritage",
    )
    created = models.DateTimeField("créé le", default=timezone.now, editable=False)
    changed = models.DateTimeField("modifié le", default=timezone.now, editable=False)
    published = models.DateTimeField("publié le", null=True, blank=True, editable=False)

    objects = HeritagePlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche de patrimoine"
        verbose_name_plural = "fiches de patrimoine"
        ordering = ["search_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=READ_BY_OTHERS)
                | (Q(licence__in=OPEN_LICENCES) & Q(people__in=NamedPeople.values) & ~Q(sources="") & ~Q(summary="")),
                name="heritage_has_rights_before_it_is_read",
                violation_error_message=(
                    "Avant d’être lue, une fiche dit ce que c’est, sur quelles sources, sous quelle licence, et si les "
                    "personnes nommées sont d’accord."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(people=NamedPeople.AGREED) | ~Q(agreement=""),
                name="heritage_agreement_is_noted",
                violation_error_message="Notez qui est d’accord, depuis quand, et où l’accord est gardé.",
            ),
            models.CheckConstraint(
                condition=~Q(state=HeritageState.PUBLISHED) | Q(published__isnull=False),
                name="heritage_published_has_a_date",
                violation_error_message="Une fiche publiée a un jour de publication.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180)),
                name="heritage_is_on_the_earth",
                violation_error_message="Cette position n’est pas sur la Terre.",
            ),
        ]
        indexes = [models.Index(fields=["state", "latitude"], name="heritage_state_latitude")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("patrimoine:place", args=[self.slug])

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

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude, in degrees."""
        return self.latitude, self.longitude

    @property
    def position(self) -> str:
        """Return « 44.77912, 1.72415 », as maps copy it."""
        return f"{self.latitude:.5f}, {self.longitude:.5f}"

    @property
    def named_sources(self) -> list[NamedSource]:
        return [NamedSource.of_line(line) for line in self.sources.splitlines() if line.strip()]

    @property
    def licence_label(self) -> str:
        return Licence(self.licence).label if self.licence else ""

    @property
    def licence_address(self) -> str:
        return Licence(self.licence).address if self.licence else ""
