"""Tallies of searches: count journal files, delete tallies after thirteen months or once they name a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from search.journal.journal_files import JournalLine, journals_taken_away, read_lines
from search.journal.models import KEY_LENGTH, FoldedJournal, SearchTally
from search.journal.person_names import PersonNames, content_words
from search.language.analysis import fold


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
                    line_count += len(lines)
            path.unlink()
            FoldedJournal.objects.filter(name=path.name).delete()
    return line_count


def settle(*, texts: Iterable[str]) -> int:
    """Remove these searches from the queue until they fail again (`search.journal.models.RETURNS`)."""
    return SearchTally.objects.filter(key__in=[text_key(text) for text in texts], settled=False).update(settled=True)


def forget_old_tallies() -> int:
    """Delete tallies older than thirteen months, and those that name a person known since; return how many."""
    names = PersonNames()
    texts_with_names = [
        text for text in SearchTally.objects.values_list("text", flat=True).distinct() if names.are_in(text)
    ]
    deleted_count, _ = SearchTally.objects.outdated().delete()
    deleted_count += SearchTally.objects.filter(text__in=texts_with_names).delete()[0] if texts_with_names else 0
    return deleted_count


def forget_names(*, names: Iterable[str]) -> int:
    """Delete the tallies with all the words of one of `names`, those of people who are about to be erased.

    The journal of this machine is counted first: what waits there would be a tally later.
    """
    fold_journal()
    words_of_names = [words for name in names if (words := content_words(name))]
    texts = SearchTally.objects.values_list("text", flat=True).distinct()
    naming = [text for text in texts if any(words <= content_words(text) for words in words_of_names)]
    return SearchTally.objects.filter(text__in=naming).delete()[0] if naming else 0


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
