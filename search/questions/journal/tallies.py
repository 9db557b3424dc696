"""Tallies of searches: count journal files, delete tallies after thirteen months or once they name a person."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from search.language.analysis import fold, simple_words
from search.questions.journal.journal_files import JournalLine, journals_taken_away, read_lines
from search.questions.journal.models import KEY_LENGTH, FoldedJournal, Reformulation, SearchTally
from search.sources.registry import sources


# Names of people: searches that name a person are not kept.
#
# People who are not in the index (learners, former members) count as well: they are the most likely to be searched
# in vain. A source of people sets `is_person`.
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


@dataclass(slots=True)
class _Count:
    text: str = ""
    searches: int = 0
    fruitless: int = 0
    results: int = 0
    opened: int = 0

    def add(self, line: JournalLine) -> None:
        self.text = max(self.text, line.text)  # of « cle » and « clé », the one with its accents
        if line.results is None:
            self.opened += 1
            return
        self.searches += 1
        self.fruitless += not line.results
        self.results = max(self.results, line.results)


def fold_journal() -> int:
    """Count every line noted on this machine, each once, whatever crashes; return how many.

    A file is deleted once its counts are committed; after a crash in between, `FoldedJournal` has its name.
    """
    names, line_count = None, 0
    with journals_taken_away() as paths:
        for path in paths:
            names = names or PersonNames()
            lines = [line for line in read_lines(path) if line.text and not names.are_in(line.text)]
            with transaction.atomic():
                if FoldedJournal.objects.get_or_create(name=path.name)[1]:
                    _add(lines)
                    _add_reformulations(line for line in lines if not names.are_in(line.before))
                    line_count += len(lines)
            path.unlink()
            FoldedJournal.objects.filter(name=path.name).delete()
    return line_count


def settle(*, texts: Iterable[str]) -> int:
    """Remove these searches from the queue until they fail again (`search.questions.journal.models.RETURNS`)."""
    return SearchTally.objects.filter(key__in=[text_key(text) for text in texts], settled=False).update(settled=True)


def forget_old_tallies() -> int:
    """Delete tallies older than thirteen months, and those that name a person known since; return how many."""
    names = PersonNames()
    deleted_count = SearchTally.objects.outdated().delete()[0] + Reformulation.objects.outdated().delete()[0]
    return deleted_count + _delete([text for text in _texts() if names.are_in(text)])


def forget_names(*, names: Iterable[str]) -> int:
    """Delete the tallies with all the words of one of `names`, those of people who are about to be erased.

    The journal of this machine is counted first: what waits there would be a tally later.
    """
    fold_journal()
    words_of_names = [words for name in names if (words := content_words(name))]
    return _delete([text for text in _texts() if any(words <= content_words(text) for words in words_of_names)])


def _texts() -> set[str]:
    """Return all the texts kept."""
    texts = (
        SearchTally.objects.order_by()
        .values_list("text")
        .union(
            Reformulation.objects.order_by().values_list("text"), Reformulation.objects.order_by().values_list("found")
        )
    )
    return {text for (text,) in texts}


def _delete(texts: Collection[str]) -> int:
    if not texts:
        return 0
    reformulations = Reformulation.objects.filter(Q(text__in=texts) | Q(found__in=texts))
    return SearchTally.objects.filter(text__in=texts).delete()[0] + reformulations.delete()[0]


def text_key(text: str) -> str:
    """Return the key by which two searches are the same: « Clé  USB » and « cle usb »."""
    return fold(" ".join(text.split()))[:KEY_LENGTH]


def _add(lines: Iterable[JournalLine]) -> None:
    counts: dict[tuple[date, str], _Count] = defaultdict(_Count)
    for line in lines:
        counts[line.day, text_key(line.text)].add(line)
    for (day, key), count in counts.items():
        if count.searches:
            SearchTally.objects.get_or_create(day=day, key=key, settled=False, defaults={"text": count.text})
        # The search may have been handled meanwhile; an opening without a search is not counted.
        latest = SearchTally.objects.filter(day=day, key=key).order_by("settled", "-pk").first()
        SearchTally.objects.filter(pk=latest.pk if latest else None).update(
            searches=F("searches") + count.searches,
            fruitless=F("fruitless") + count.fruitless,
            results=Greatest(F("results"), count.results),
            opened=F("opened") + count.opened,
        )


def _add_reformulations(lines: Iterable[JournalLine]) -> None:
    counts = Counter((line.day, line.before, line.text) for line in lines if line.before and line.results is None)
    for (day, before, text), times in counts.items():
        keys = {"day": day, "key": text_key(before), "found_key": text_key(text)}
        if keys["key"] != keys["found_key"]:
            row, _ = Reformulation.objects.get_or_create(**keys, defaults={"text": before, "found": text})
            Reformulation.objects.filter(pk=row.pk).update(times=F("times") + times)
