"""Names of people: searches that name a person are not kept.

People who are not in the index (learners, former members) count as well: they are the most likely to be searched in
vain. A source of people sets `is_person`.
"""

from collections import defaultdict

from search.language.analysis import simple_words
from search.sources.registry import sources


class PersonNames:
    """All names, read once; one query for each source of people."""

    def __init__(self) -> None:
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        for source in sources():
            if source.is_person:
                for name in source.model._base_manager.values_list(source.title_field, flat=True):
                    self._add(content_words(name))

    def are_in(self, text: str) -> bool:
        """Whether `text` has a whole name, or is part of one, in any order."""
        words = content_words(text)
        candidates = (name for word in words for name in self._holding.get(word, ()))
        return any(words <= name or (len(name) > 1 and name <= words) for name in candidates)

    def _add(self, name: frozenset[str]) -> None:
        for word in name:
            self._holding[word].append(name)


def content_words(text: str) -> frozenset[str]:
    """Return the words that are no stop words; all of them if there is nothing else."""
    all_words = simple_words(text)
    return frozenset(word.exact for word in all_words if word.terms) or frozenset(word.exact for word in all_words)
