"""Words of a calendar: titles, places and descriptions of its events."""

from collections.abc import Iterator

from icalendar import Calendar

from tests.extranet.demo.whole_pages.faults import text_faults

SHOWN = ("summary", "location", "description")


def calendar_faults(content: bytes) -> Iterator[str]:
    for event in Calendar.from_ical(content).walk("VEVENT"):
        for name in SHOWN:
            for line in str(event[name]).split("\n"):
                yield from text_faults(line.strip())
                if not line.strip() or line.rstrip().endswith(":"):
                    yield f"ligne vide : {event['summary']}, {name}"
