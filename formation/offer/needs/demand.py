"""Demand: needs counted by theme and territory, and needs that are ripe for a session."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from formation.offer.needs.models import Voice
from formation.sessions.models.session import Session
from reseau.places.models.commune import Territory
from reseau.web.queries.cached_query import CachedQuery

NO_THEME = "Autres sujets"


@dataclass(frozen=True, slots=True)
class DemandRow:
    """Voices for a theme, in the order of the territories. `domain`: key of the theme, empty without a theme."""

    theme: str
    domain: str
    cells: list[int]
    total: int


@dataclass(frozen=True, slots=True)
class Demand:
    territories: list[Territory]
    rows: list[DemandRow]
    totals: list[int]
    total: int


@dataclass(frozen=True, slots=True)
class RipeWish:
    """A need that enough people of one territory share, and that no coming session answers."""

    wish_id: int
    subject: str
    territory: str
    voices: int
    territory_slug: str = ""

    def get_absolute_url(self) -> str:
        """Return the page of the need, which goes on for the people of that territory."""
        return f"{reverse('formation:wish', args=[self.wish_id])}?territoire={self.territory_slug}"


def voices_by_theme() -> QuerySet:
    """Return order, key and name of a theme, a territory, and the voices."""
    voices = Voice.objects.unanswered().order_by()
    themes = voices.values_list("wish__domain__order", "wish__domain", "wish__domain__name", "territory")
    return themes.annotate(voices=Count("pk"))


VOICES_BY_THEME = CachedQuery(voices_by_theme)


def demand(territories: list[Territory]) -> Demand:
    """Count the voices, in one query. Voices without a territory count in the totals only."""
    columns = {territory.pk: number for number, territory in enumerate(territories)}
    cells, totals, themes = defaultdict(lambda: [0] * len(territories)), defaultdict(int), {}
    for order, domain, name, territory, voices in VOICES_BY_THEME.rows():
        themes[domain] = (order is None, order, name or NO_THEME)
        totals[domain] += voices
        if territory in columns:
            cells[domain][columns[territory]] += voices
    rows = [
        DemandRow(themes[domain][2], str(domain or ""), cells[domain], totals[domain])
        for domain in sorted(themes, key=themes.get)
    ]
    return Demand(
        territories,
        rows,
        [sum(column) for column in zip(*(row.cells for row in rows), strict=True)],
        sum(totals.values()),
    )


def ripe_voices(enough: int) -> QuerySet:
    """Return a wish, its words, the title of its training, name and slug of a territory, and the voices."""
    unanswered_voices = Voice.objects.unanswered().filter(territory__isnull=False).order_by()
    voice_groups = unanswered_voices.values_list(
        "wish", "wish__words", "wish__training__title", "territory__name", "territory__slug"
    )
    # Two questions, each by an index: one with « or » reads all sessions for each need.
    upcoming_sessions = Session.objects.upcoming().order_by()
    of_the_training = upcoming_sessions.filter(training=OuterRef("wish__training"))
    opened_for_it = upcoming_sessions.filter(answered_wishes__wish=OuterRef("wish"))
    unmet_groups = voice_groups.filter(~Exists(of_the_training), ~Exists(opened_for_it))
    return unmet_groups.annotate(voices=Count("pk")).filter(voices__gte=enough)


RIPE_VOICES = CachedQuery(ripe_voices)


def ripe_wishes(*, enough: int) -> list[RipeWish]:
    """List the needs of at least `enough` people of a territory that no coming session answers, most wanted first. One
    query.
    """
    ripe = [
        RipeWish(wish, title or words, territory, voices, slug)
        for wish, words, title, territory, slug, voices in RIPE_VOICES.rows(enough=enough)
    ]
    return sorted(ripe, key=lambda ripe_wish: (-ripe_wish.voices, ripe_wish.subject, ripe_wish.territory))
