"""Tags and communes that complete a search."""

from collections.abc import Iterator

from reseau.accent_folding import fold
from reseau.places.models.commune import Commune
from reseau.tags.bearers import seen_tags
from reseau.tags.models import Tag
from search.language.near_start import beginning_nearly
from search.results.completions import Completion, declare_completer, search_for
from search.sources.documents import TAG

MOST = 2


def _tags(user, text: str) -> Iterator[Completion]:
    """Tags of what `user` sees. Two queries: the words first, since the links of all sheets are many."""
    begins = beginning_nearly(text)
    names = {key: fold(name) for key, name in Tag.objects.values_list("pk", "name")}
    alike = [key for key, name in names.items() if begins(name)]
    seen = seen_tags(user).filter(pk__in=alike) if alike else []
    for tag in sorted(seen, key=lambda tag: (not names[tag.pk].startswith(text), names[tag.pk]))[:MOST]:
        yield search_for("", "Mot-clé", {TAG: frozenset({tag.name})}, title=tag.name)


def _communes(user, text: str) -> Iterator[Completion]:
    """The communes of the department. One query."""
    begins = beginning_nearly(text)
    found = [commune for commune in Commune.objects.only("name", "search_name") if begins(commune.search_name)]
    best = sorted(found, key=lambda commune: (not commune.search_name.startswith(text), commune.search_name))
    for commune in best[:MOST]:
        yield Completion(commune.name, commune.get_absolute_url(), "Commune")


declare_completer("tags", _tags)
declare_completer("communes", _communes)
