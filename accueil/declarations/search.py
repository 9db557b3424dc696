"""Searchable content of what a place offers: partners met by video and their figures, télécentres; for members, where
tickets are taken.

No booking and no ticket is indexed.
"""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from accueil.declic.bodies.models import BodyApproval, TicketBody
from accueil.telework.seats.models import Seat, Telecentre
from accueil.visio.partners.models import Partner, PartnerService
from accueil.visio.report.history import FACTS, SOURCE
from accueil.visio.rooms.models import VisioRoom
from accueil.visio.slots.models import OpeningSlot
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.wording import counted
from search.language.analysis import fold
from search.sources.documents import Document
from search.sources.registry import SearchSource


class VisioPartnerSource(SearchSource):
    """Public. Neither appointments nor links of calls are in the index."""

    kind = "visio"
    label = "Point visio"
    label_plural = "Points visio"
    icon = "video"
    model = Partner
    title_field = "short_name"
    # Their names are those of procedures, which sheets teach.
    weight = 0.5

    def queryset(self) -> models.QuerySet[Partner]:
        slots = OpeningSlot.objects.unfinished().filter(room__epm__is_open=True, room__is_open=True)
        slots = slots.select_related("room__epm")
        return Partner.objects.shown().prefetch_related("services", models.Prefetch("slots", queryset=slots))

    def visible_to(self, user) -> models.QuerySet[Partner]:
        return Partner.objects.shown()

    def related(self) -> dict[type[models.Model], str]:
        return {
            PartnerService: "services",
            OpeningSlot: "slots",
            VisioRoom: "slots__room",
            EPM: "slots__room__epm",
        }

    def document(self, instance: Partner) -> Document:
        services = [service.name for service in instance.services.all() if service.is_offered]
        slots = list(instance.slots.all()) if instance.is_open else []
        places = sorted({slot.room.epm.name for slot in slots})
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=f"{instance} en visio",
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.presentation or instance.name,
            body="\n".join([instance.name, *services, *(f"{slot.words}, {slot.room.epm}" for slot in slots)]),
            keywords=(self.label, "Visio", "Rendez-vous"),
            facts=(instance.get_state_display(), *([counted(len(places), "lieu")] if len(places) == 1 else [])),
            facets={"epm": tuple(places)} if places else {},
        )


class VisioFiguresSource(SearchSource):
    """The page of figures, public. No row is that page: it stands under the first partner, without whom it is empty.
    Figures change each month, and are read on the page alone.
    """

    kind = "visio_figures"
    label = "Chiffres"
    label_plural = "Chiffres des points visio"
    icon = "chart-line"
    model = Partner
    title_field = "short_name"
    weight = 0.5
    title = "Les chiffres des points visio"

    def queryset(self) -> QuerySet[Partner]:
        return Partner.objects.filter(pk__in=Partner.objects.order_by("pk").values("pk")[:1])

    def visible_to(self, user) -> QuerySet[Partner]:
        return self.queryset()

    def with_title_words(self, user, words: Iterable[str]) -> QuerySet[Partner]:
        """Look in the title of the page rather than in the name of the partner."""
        is_named = all(fold(word) in fold(self.title) for word in words)
        return self.queryset() if is_named else self.queryset().none()

    def document(self, instance: Partner) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=self.title,
            url=reverse("accueil:visio_figures"),
            audience=frozenset({audience.PUBLIC}),
            summary="Entretiens, avis des gens, kilomètres et CO₂ évités, sur douze mois",
            body="\n".join([*(f"{fact.number} {fact.words}" for fact in FACTS), SOURCE]),
            keywords=("Chiffres", "Statistiques", "Satisfaction", "Bilan", "CO2", "Kilomètres évités"),
        )


class TelecentreSource(SearchSource):
    kind = "telecentre"
    label = "Télécentre"
    label_plural = "Télécentres"
    icon = "monitor"
    model = Telecentre
    title_field = "epm__name"

    def queryset(self) -> QuerySet[Telecentre]:
        seats = Prefetch("telework_seats", Seat.objects.in_use(), to_attr="shown_seats")
        return self.visible_to(AnonymousUser()).with_place().prefetch_related(seats).order_by("pk")

    def visible_to(self, user) -> QuerySet[Telecentre]:
        return Telecentre.objects.visible_to(user)

    def related(self) -> dict:
        return {Seat: "telework_seats", EPM: "epm", Commune: "epm__commune", Territory: "epm__commune__territory"}

    def document(self, instance: Telecentre) -> Document:
        epm, seats = instance.epm, instance.shown_seats
        offered = dict.fromkeys(label for seat in seats for label in seat.features)
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=str(instance),
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=f"Télétravailler {to_place(epm)}, par demi-journée",
            body="\n".join([*instance.week_words, instance.advice, ", ".join(offered)]),
            keywords=(self.label, "Télétravail", "Coworking", "Bureau", epm.commune.name),
            facts=(counted(len(seats), "poste"),),
            facets={"territory": (epm.commune.territory.name,), "epm": (epm.name,)},
        )


class TicketBodySource(SearchSource):
    """For members alone: bodies that are in the list, approved today or not, as their page says."""

    kind = "ticket_body"
    label = "Ticket déclic"
    label_plural = "Où servent les tickets déclic"
    icon = "credit-card"
    model = TicketBody
    title_field = "epm__name"

    def queryset(self) -> models.QuerySet[TicketBody]:
        return TicketBody.objects.with_place().prefetch_related("approvals")

    def visible_to(self, user) -> models.QuerySet[TicketBody]:
        return TicketBody.objects.visible_to(user)

    def related(self) -> dict[type[models.Model], str]:
        return {BodyApproval: "approvals", EPM: "epm", Commune: "epm__commune", Territory: "epm__commune__territory"}

    def changed_by_days(self, since: datetime.date, today: datetime.date) -> models.QuerySet:
        """Return the bodies whose approval began or ended meanwhile."""
        began = models.Q(starts_on__gt=since, starts_on__lte=today)
        ended = models.Q(ends_on__gte=since, ends_on__lt=today)
        return BodyApproval.objects.filter(began | ended).order_by().values_list("body", flat=True).distinct()

    def document(self, instance: TicketBody) -> Document:
        approval = next((each for each in instance.approvals.all() if each.is_in_force), None)
        state = f"Accepte les tickets {approval}" if approval else "N’accepte pas les tickets aujourd’hui"
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=str(instance),
            url=instance.get_absolute_url(),
            audience=frozenset({audience.MEMBER}),
            summary=f"Séances {to_place(instance.epm)}, {instance.epm.commune}",
            keywords=(self.label, "Ticket", "Agrément"),
            facts=(instance.get_kind_display(), state),
            facets={"territory": (instance.epm.commune.territory.name,), "epm": (instance.epm.name,)},
        )


SOURCES = (VisioPartnerSource(), VisioFiguresSource(), TelecentreSource(), TicketBodySource())
