"""Fill a letter with the facts that the sections give; drop those that are no longer true."""

from django.utils.text import Truncator

from alertes.occasions.letters.models import Letter, LetterLine
from alertes.occasions.letters.registry import LetterFact, sections
from alertes.occasions.letters.territory_reader import TerritoryReader
from alertes.occasions.letters.weeks import Week

LENGTHS = {name: LetterLine._meta.get_field(name).max_length for name in ("text", "details")}


def facts_of(letter: Letter) -> dict[str, tuple[str, LetterFact]]:
    """Return the facts of today by key, each with the name of its section, in the order of the sections."""
    reader, week = TerritoryReader(letter.territory_id), Week(letter.week)
    found: dict[str, tuple[str, LetterFact]] = {}
    for section in sections():
        for fact in section.facts(territory=letter.territory, reader=reader, week=week):
            found.setdefault(fact.key, (section.name, fact))
    return found


def refresh_lines(letter: Letter) -> None:
    """Drop the lines that are no longer true, say the others as they are today.

    What is new since enters a letter that nobody touched: one that a person read again does not grow behind them.
    """
    found = facts_of(letter)
    letter.lines.exclude(key__in=found).delete()
    lines = list(letter.lines.all())
    for line in lines:
        _write(line, found[line.key][1])
    LetterLine.objects.bulk_update(lines, ["text", "details", "url"])
    if letter.changed_by_id is None:
        known = {line.key for line in lines}
        _add(letter, {key: entry for key, entry in found.items() if key not in known}, after=len(lines))


def _add(letter: Letter, found: dict[str, tuple[str, LetterFact]], *, after: int) -> None:
    rows = []
    for rank, (key, (section, fact)) in enumerate(found.items(), start=after):
        line = LetterLine(letter=letter, section=section, key=key, rank=rank)
        _write(line, fact)
        rows.append(line)
    LetterLine.objects.bulk_create(rows, ignore_conflicts=True)


def _write(line: LetterLine, fact: LetterFact) -> None:
    line.text = Truncator(fact.text).chars(LENGTHS["text"])
    line.details = Truncator(fact.details).chars(LENGTHS["details"])
    line.url = fact.url
