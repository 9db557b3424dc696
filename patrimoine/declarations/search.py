"""Searchable content of heritage: published places and trails, outings to come, for everybody."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from patrimoine.outings.models import LAST, Outing
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail, TrailStop
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.where_and_when import where_and_when
from reseau.texts.wording import counted
from search.sources.documents import Document
from search.sources.registry import SearchSource


class TrailSource(SearchSource):
    """The names of its published places are found with it."""

    kind = "trail"
    label = "Circuit"
    label_plural = "Circuits"
    icon = "route"
    model = HeritageTrail
    title_field = "name"
    weight = 0.6

    def queryset(self) -> models.QuerySet[HeritageTrail]:
        stops = TrailStop.objects.filter(place__state=HeritageState.PUBLISHED).select_related("place")
        stops = models.Prefetch("stops", stops, to_attr="found_stops")
        return self.visible_to(AnonymousUser()).select_related("territory").prefetch_related(stops)

    def visible_to(self, user) -> models.QuerySet[HeritageTrail]:
        return HeritageTrail.objects.published()

    def related(self) -> dict[type[models.Model], str]:
        return {Territory: "territory", TrailStop: "stops", HeritagePlace: "stops__place"}

    def document(self, instance: HeritageTrail) -> Document:
        names = [stop.place.name for stop in instance.found_stops]
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.summary,
            body="\n".join(names),
            keywords=(self.label, "Patrimoine", "Promenade", "Randonnée"),
            facts=(counted(len(names), "lieu"),) if len(names) == 1 else (f"{len(names)}\u00a0lieux",),
            facets={"territory": (instance.territory.name,)},
        )


class HeritageSource(SearchSource):
    """A record that is withdrawn leaves the index with the change. Who agreed to be named is never in it."""

    kind = "heritage"
    label = "Patrimoine"
    label_plural = "Patrimoine"
    icon = "landmark"
    model = HeritagePlace
    title_field = "name"
    # People who look for a commune want its place of mediation first.
    weight = 0.6

    def queryset(self) -> models.QuerySet[HeritagePlace]:
        return self.visible_to(AnonymousUser()).with_commune()

    def visible_to(self, user) -> models.QuerySet[HeritagePlace]:
        return HeritagePlace.objects.published()

    def related(self) -> dict[type[models.Model], str]:
        return {Commune: "commune", Territory: "commune__territory"}

    def document(self, instance: HeritagePlace) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.summary,
            body=instance.story,
            keywords=(self.label, "Tourisme", instance.get_theme_display(), instance.commune.name),
            facts=(instance.commune.name, instance.get_theme_display(), instance.get_period_display()),
            facets={"territory": (instance.commune.territory.name,)},
        )


class OutingSource(SearchSource):
    """Outings to come, public like their place or trail; `changed_by_days` finds those whose day has passed."""

    kind = "outing"
    label = "Sortie de patrimoine"
    label_plural = "Sorties de patrimoine"
    icon = "calendar-days"
    model = Outing
    title_field = "name"
    weight = 0.6

    def queryset(self) -> models.QuerySet[Outing]:
        return self.visible_to(AnonymousUser()).with_where()

    def visible_to(self, user) -> models.QuerySet[Outing]:
        return Outing.objects.visible_to(user).kept().not_over(timezone.localdate())

    def related(self) -> dict[type[models.Model], str]:
        return {
            HeritagePlace: "place",
            HeritageTrail: "trail",
            EPM: "epm",
            Commune: "place__commune",
            Territory: "trail__territory",
        }

    def document(self, instance: Outing) -> Document:
        communes = [instance.place.commune] if instance.place else []
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=f"{instance.days.capitalize()}, {instance.hours}, {instance.where}",
            body=instance.summary,
            keywords=(self.label, instance.get_kind_display(), "Patrimoine"),
            facts=(instance.get_kind_display(),),
            facets={
                "territory": (instance.territory.name,),
                "epm": (instance.epm.name,),
                **where_and_when(communes=communes, days=[instance.day]),
            },
        )

    def changed_by_days(self, since: date, today: date) -> models.QuerySet:
        over = Outing.objects.alias(last=LAST).filter(last__gte=since, last__lt=today)
        return over.order_by().values_list("pk", flat=True)


SOURCES = (TrailSource(), HeritageSource(), OutingSource())
