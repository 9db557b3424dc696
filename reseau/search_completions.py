"""Tags and communes that complete a search."""

from collections.abc import Iterator

from reseau.accent_folding import fold
from reseau.places.models.commune import Commune
from reseau.tags.bearers import used_names
from search.language.near_start import begins_nearly
from search.results.completions import Completion, declare_completer, search_for
from search.sources.documents import TAG

MOST = 2


def _tags(user, text: str) -> Iterator[Completion]:
    """The most used tags of what `user` sees. One query."""
    names = [name for name in used_names(user) if begins_nearly(fold(name), text)]
    for name in sorted(names, key=lambda name: not fold(name).startswith(text))[:MOST]:
        yield search_for("", "Mot-clé", {TAG: frozenset({name})}, title=name)


def _communes(user, text: str) -> Iterator[Completion]:
    """The communes of the department. One query."""
    communes = [
        commune for commune in Commune.objects.only("name", "search_name") if begins_nearly(commune.search_name, text)
    ]
    best = sorted(communes, key=lambda commune: (not commune.search_name.startswith(text), commune.search_name))
    for commune in best[:MOST]:
        yield Completion(commune.name, commune.get_absolute_url(), "Commune")


declare_completer("tags", _tags)
declare_completer("communes", _communes)
