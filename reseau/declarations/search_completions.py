"""Tags and communes that complete a search."""

from collections.abc import Iterator

from reseau.places.models.commune import Commune
from reseau.texts.accent_folding import fold
from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import seen_among
from reseau.web.queries.cached_query import CachedQuery
from search.language.near_start import beginning_nearly
from search.questions.results.completions import Completion, search_for
from search.sources.documents import TAG

MOST = 2


TAG_NAMES = CachedQuery(
    lambda: Tag.objects.values_list("pk", "name"), then=lambda rows: [(key, fold(name)) for key, name in rows]
)
COMMUNE_NAMES = CachedQuery(lambda: Commune.objects.order_by("search_name").values_list("search_name", "name"))


def _tags(user, text: str) -> Iterator[Completion]:
    """Tags of what `user` sees. Two queries: the words first, since the links of all sheets are many."""
    begins = beginning_nearly(text)
    names = dict(TAG_NAMES.rows())
    alike = [key for key, name in names.items() if begins(name)]
    seen = seen_among(user=user, tags=alike)
    for tag in sorted(seen, key=lambda tag: (not names[tag.pk].startswith(text), names[tag.pk]))[:MOST]:
        yield search_for("", "Mot-clé", {TAG: frozenset({tag.name})}, title=tag.name)


def _communes(user, text: str) -> Iterator[Completion]:
    """The communes of the department. One query."""
    begins = beginning_nearly(text)
    found = [row for row in COMMUNE_NAMES.rows() if begins(row[0])]
    for _, name in sorted(found, key=lambda row: (not row[0].startswith(text), row[0]))[:MOST]:
        yield Completion(name, Commune(name=name).get_absolute_url(), "Commune")


COMPLETERS = (_tags, _communes)
