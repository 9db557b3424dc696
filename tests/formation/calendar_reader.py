"""A strict reader of iCalendar (RFC 5545) for tests, independent of the library that writes.

It refuses what some mail software refuses: lines too long or badly folded, a component left open, a duplicate property,
a time in a zone that the calendar does not define.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)')
NAME = re.compile(r"[A-Z0-9-]+")
OFFSET = re.compile(r"([+-])(\d{2})(\d{2})")
RULE = re.compile(r"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=(\d+)")
ONCE = {
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "METHOD",
    "VERSION",
    "PRODID",
    "ORGANIZER",
    "STATUS",
}
NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID", "METHOD"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "ORGANIZER"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}


@dataclass(frozen=True)
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """A TEXT value, unescaped."""
        return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], self.value)


@dataclass
class Component:
    kind: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def properties_named(self, name: str) -> list[Property]:
        return [candidate for candidate in self.properties if candidate.name == name]

    def property_named(self, name: str) -> Property:
        (property_,) = self.properties_named(name)
        return property_

    def __getitem__(self, name: str) -> str:
        return self.property_named(name).text

    def of(self, kind: str) -> list["Component"]:
        return [part for part in self.parts if part.kind == kind]


@dataclass
class ReadCalendar:
    root: Component

    @property
    def method(self) -> str:
        return self.root["METHOD"]

    @property
    def events(self) -> list[Component]:
        return self.root.of("VEVENT")

    def moment(self, event: Component, name: str) -> datetime:
        """In UTC, by the time zone that the calendar defines."""
        property_ = event.property_named(name)
        if property_.value.endswith("Z"):
            return datetime.strptime(property_.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        local = datetime.strptime(property_.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - the zone comes on the next line
        return local.replace(tzinfo=timezone(self._offset(property_.parameters["TZID"], local))).astimezone(UTC)

    def _offset(self, tzid: str, local: datetime) -> timedelta:
        (zone,) = [zone for zone in self.root.of("VTIMEZONE") if zone["TZID"] == tzid]
        changes = []
        for half in zone.parts:
            month = int(RULE.fullmatch(half["RRULE"])[1])
            first = datetime.strptime(half["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - told in the time of the place
            assert first == last_sunday(first.year, month, first.hour), "the first change obeys the rule"
            changes += [(last_sunday(year, month, first.hour), half) for year in (local.year - 1, local.year)]
        _, latest = max((change for change in changes if change[0] <= local), key=lambda change: change[0])
        return read_offset(latest["TZOFFSETTO"])


def last_sunday(year: int, month: int, hour: int) -> datetime:
    last = calendar.monthrange(year, month)[1]
    return datetime(year, month, last - (calendar.weekday(year, month, last) + 1) % 7, hour)  # noqa: DTZ001 - idem


def read_offset(text: str) -> timedelta:
    sign, hours, minutes = OFFSET.fullmatch(text).groups()
    return (1 if sign == "+" else -1) * timedelta(hours=int(hours), minutes=int(minutes))


def read_calendar(content: bytes) -> ReadCalendar:
    """Parse a calendar. Raises AssertionError, with the reason, on anything invalid."""
    open_components, root = [], None
    for line in unfolded(content):
        property_ = read_property(line)
        if property_.name == "BEGIN":
            open_components.append(Component(property_.value))
        elif property_.name == "END":
            component = open_components.pop()
            assert component.kind == property_.value, f"END:{property_.value} closes {component.kind}"
            check(component)
            if open_components:
                open_components[-1].parts.append(component)
            else:
                assert root is None, "one calendar in a file"
                root = component
        else:
            open_components[-1].properties.append(property_)
    assert not open_components, f"{open_components[-1:]} is left open"
    assert root.kind == "VCALENDAR"
    assert len({event["UID"] for event in root.of("VEVENT")}) == len(root.of("VEVENT")), "a number comes once"
    return ReadCalendar(root)


def unfolded(content: bytes) -> list[str]:
    """Lines end with CRLF, have 75 octets at most, and continue after a space (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n"), "the last line has an end"
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    unfolded_lines: list[bytes] = []
    for line in lines:
        assert len(line) <= 75, f"{len(line)} octets: {line!r}"
        assert not {b"\n", b"\r"} & {line[at : at + 1] for at in range(len(line))}, f"a bare end of line: {line!r}"
        if line.startswith((b" ", b"\t")):
            unfolded_lines[-1] += line[1:]
        else:
            unfolded_lines.append(line)
    return [line.decode() for line in unfolded_lines]


def read_property(line: str) -> Property:
    name = NAME.match(line)[0]
    position, parameters = len(name), {}
    while match := PARAMETER.match(line, position):
        parameters[match[1]] = match[2].strip('"')
        position = match.end()
    assert line[position] == ":", f"no value: {line!r}"
    return Property(name, parameters, line[position + 1 :])


def check(component: Component) -> None:
    names = [property_.name for property_ in component.properties]
    missing_names = NEEDED.get(component.kind, set()) - set(names)
    assert not missing_names, f"{component.kind} without {missing_names}"
    twice = {name for name in ONCE if names.count(name) > 1}
    assert not twice, f"{component.kind} has {twice} twice"
