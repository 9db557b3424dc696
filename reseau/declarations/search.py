"""Search sources of the network: open places, for everybody; members, for one another."""

import datetime

from django.db import models

from reseau.calendar.agenda.models import Meeting
from reseau.enums import EPMKind, ShownTo, Weekday
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.profiles.models import KnowHow
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.where_and_when import where_and_when
from reseau.texts.elision import to_place
from reseau.texts.markdown.blocks import to_lines
from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import current_names
from reseau.texts.wording import day_in_full, join_words
from search.questions.results.search_facets import SearchFacet, closed_facet
from search.sources.documents import TAG, Document
from search.sources.registry import SearchSource

KNOW_HOW = "know_how"


class EPMSource(SearchSource):
    kind = "epm"
    label = "Lieu"
    label_plural = "Lieux"
    icon = "map-pin"
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
        kind_and_place = f"{instance.get_kind_display()} {to_place(commune.name)} ({commune.postal_code})"
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=kind_and_place,
            body="\n".join(
                filter(
                    None,
                    [
                        instance.presentation,
                        *map(str, instance.opening_lines),
                        instance.hours_note,
                        instance.address,
                        commune.former_names,
                        "Espace public multimédia",
                    ],
                )
            ),
            facts=(kind_and_place, *_opening_hint(instance)),
            facets={
                "territory": (commune.territory.name,),
                "epm": (instance.name,),
                "place": (instance.kind,),
                **where_and_when(communes=[commune], weekdays=instance.opening_weekdays),
            },
        )


class MemberSource(SearchSource):
    """A member is found while they hold a live position; `changed_by_days` tells the index when one begins or ends."""

    kind = "member"
    label = "Membre"
    label_plural = "Membres"
    icon = "user"
    model = Member
    title_field = "search_name"
    is_person = True

    def queryset(self) -> models.QuerySet[Member]:
        know_hows = models.Prefetch("know_hows", KnowHow.objects.select_related("tag"))
        return Member.objects.in_network().with_live_positions().prefetch_related(know_hows)

    def visible_to(self, user) -> models.QuerySet[Member]:
        return Member.objects.visible_to(user)

    def related(self) -> dict[type[models.Model], str | tuple[str, ...]]:
        return {
            Position: "positions",
            KnowHow: "know_hows",
            Tag: "know_hows__tag",
            EPM: "positions__epm",
            Commune: "positions__epm__commune",
            Territory: ("positions__territory", "positions__epm__commune__territory"),
        }

    def changed_by_days(self, since: datetime.date, today: datetime.date) -> models.QuerySet:
        has_begun = models.Q(start__gt=since, start__lte=today)
        has_ended = models.Q(end__gte=since, end__lt=today)
        return Position.objects.filter(has_begun | has_ended).values_list("member", flat=True)

    def document(self, instance: Member) -> Document:
        positions = instance.live_positions
        position_labels = tuple(str(position) for position in positions)
        territories = {
            position.epm.commune.territory.name if position.epm else position.territory.name
            for position in positions
            if position.covered_territory_id
        }
        # The whole network reads the index: what is for a territory alone is found in the directory.
        is_offering = instance.offers_shown_to == ShownTo.NETWORK
        know_how = tuple(sorted(each.tag.name for each in instance.know_hows.all())) if is_offering else ()
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.get_full_name(),
            url=instance.get_absolute_url(),
            audience=frozenset({audience.MEMBER}),
            summary=" · ".join(position_labels),
            body="\n".join(filter(None, (instance.about, *know_how))) if is_offering else "",
            facts=position_labels,
            facets={
                KNOW_HOW: know_how,
                "territory": tuple(sorted(territories)),
                "epm": tuple(sorted({position.epm.name for position in positions if position.epm})),
            },
        )


class MeetingSource(SearchSource):
    """Meetings to come, for those who see them; `changed_by_days` finds those whose day has passed."""

    kind = "meeting"
    label = "Réunion"
    label_plural = "Réunions"
    icon = "users"
    model = Meeting

    def queryset(self) -> models.QuerySet[Meeting]:
        return Meeting.objects.to_come().select_related("territory", "epm__commune__territory").order_by("pk")

    def visible_to(self, user) -> models.QuerySet[Meeting]:
        return Meeting.objects.visible_to(user).to_come()

    def related(self) -> dict[type[models.Model], str | tuple[str, ...]]:
        return {EPM: "epm", Commune: "epm__commune", Territory: ("territory", "epm__commune__territory")}

    def changed_by_days(self, since: datetime.date, today: datetime.date) -> models.QuerySet:
        return Meeting.objects.filter(date__gte=since, date__lt=today).order_by().values_list("pk", flat=True)

    def document(self, instance: Meeting) -> Document:
        when = f"{day_in_full(instance.date).capitalize()}, {instance.hours}"
        territory = instance.territory or (instance.epm and instance.epm.commune.territory)
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=instance.audience_tokens,
            summary=f"{when}, {instance.place}",
            body=to_lines(instance.text),
            keywords=(self.label, instance.whom),
            facts=(when, instance.whom),
            facets={
                "territory": (territory.name,) if territory else (),
                "epm": (instance.epm.name,) if instance.epm else (),
                **where_and_when(communes=[instance.epm.commune] if instance.epm else (), days=[instance.date]),
            },
        )


def _opening_hint(epm: EPM) -> tuple[str, ...]:
    """Return « Ouvert lundi et jeudi », if the week of the place is known."""
    days = [Weekday(number).label for number in sorted(epm.opening_weekdays)]
    return (f"Ouvert {join_words(days)}",) if days else ()


SOURCES = (EPMSource(), MemberSource(), MeetingSource())
FACETS = (
    SearchFacet("territory", "Territoire", 50),
    SearchFacet("epm", "Lieu", 60),
    SearchFacet(KNOW_HOW, "Qui sait…", 65),
    closed_facet("place", "Type de lieu", 100, EPMKind),
)
RENAMINGS = ((TAG, current_names), (KNOW_HOW, current_names))
