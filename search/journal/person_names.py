"""Names of people: the searches that name somebody are not kept.

Those of whom the index says nothing count as well (learners, former members): they are the ones most likely to be
looked up in vain. A source whose objects are people says `is_person`.
"""

from collections import defaultdict

from search.language.analysis import simple_words
from search.sources.registry import sources


class PersonNames:
    """All names, read once: one query a source of people."""

    def __init__(self) -> None:
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        for source in sources():
            if source.is_person:
                for name in source.model._base_manager.values_list(source.title_field, flat=True):
                    self._add(telling_words(name))

    def are_in(self, text: str) -> bool:
        """True if `text` holds a whole name, or is nothing but a part of one, in whatever order."""
        asked = telling_words(text)
        near = (name for word in asked for name in self._holding.get(word, ()))
        return any(asked <= name or (len(name) > 1 and name <= asked) for name in near)

    def _add(self, name: frozenset[str]) -> None:
        for word in name:
            self._holding[word].append(name)


def telling_words(text: str) -> frozenset[str]:
    found = simple_words(text)
    return frozenset(word.exact for word in found if word.terms) or frozenset(word.exact for word in found)
