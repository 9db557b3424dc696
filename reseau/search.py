"""What people find of the network: its open places, by everybody; its members, by one another."""

import datetime

from django.db import models

from reseau import audience
from reseau.models import EPM, Commune, Member, Position, Territory
from search.documents import Document
from search.registry import SearchSource, register


@register
class EPMSource(SearchSource):
    kind = "epm"
    label = "Lieu"
    label_plural = "Lieux"
    model = EPM
    title_field = "search_name"

    def queryset(self) -> models.QuerySet[EPM]:
        return EPM.objects.open().with_place()

    def visible_to(self, user) -> models.QuerySet[EPM]:
        return EPM.objects.visible_to(user)

    def related(self) -> dict[type[models.Model], str]:
        return {Commune: "commune", Territory: "commune__territory"}

    def document(self, instance: EPM) -> Document:
        commune = instance.commune
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=f"{instance.get_kind_display()} à {commune.name} ({commune.postal_code})",
            body="\n".join(
                filter(
                    None,
                    [instance.presentation, instance.opening_hours, instance.address, commune.former_names],
                )
            ),
            facets={
                "territory": (commune.territory.name,),
                "commune": (commune.name,),
                "place": (instance.get_kind_display(),),
            },
        )


@register
class MemberSource(SearchSource):
    """A member is found while she holds a live position: the day it begins or ends, `turned` tells the index."""

    kind = "member"
    label = "Membre"
    label_plural = "Membres"
    model = Member
    title_field = "search_name"
    is_person = True

    def queryset(self) -> models.QuerySet[Member]:
        return Member.objects.in_network().with_live_positions()

    def visible_to(self, user) -> models.QuerySet[Member]:
        return Member.objects.visible_to(user)

    def related(self) -> dict[type[models.Model], str | tuple[str, ...]]:
        return {
            Position: "positions",
            EPM: "positions__epm",
            Commune: "positions__epm__commune",
            Territory: ("positions__territory", "positions__epm__commune__territory"),
        }

    def turned(self, since: datetime.date, today: datetime.date) -> models.QuerySet:
        began = models.Q(start__gt=since, start__lte=today)
        ended = models.Q(end__gte=since, end__lt=today)
        return Position.objects.filter(began | ended).values_list("member", flat=True)

    def document(self, instance: Member) -> Document:
        positions = instance.live_positions
        territories = {
            position.epm.commune.territory.name if position.epm else position.territory.name
            for position in positions
            if position.covered_territory_id
        }
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.get_full_name(),
            url=instance.get_absolute_url(),
            audience=frozenset({audience.MEMBER}),
            summary=" · ".join(str(position) for position in positions),
            body=instance.about,
            facets={
                "territory": tuple(sorted(territories)),
                "epm": tuple(sorted({position.epm.name for position in positions if position.epm})),
            },
        )
