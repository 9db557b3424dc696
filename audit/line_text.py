"""A line of the journal as text: « 2026-12-02T10:15:00.000001+00:00 learner_erased row=12 by=5 9c3f01ab ».

The last word is a checksum of the others: a line that a full disk or an editor changed is not taken for a true one.
"""

import datetime
import re
from zlib import crc32

from audit.enums import Act
from audit.models import AuditLine

NOBODY = "-"
FORM = re.compile(r"(?P<body>(?P<at>\S+) (?P<act>\w+) row=(?P<row>\d+|-) by=(?P<by>\d+|-)) (?P<sum>[0-9a-f]{8})")


def line_to_text(line: AuditLine) -> str:
    at = line.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    body = f"{at} {line.act} row={_number_to_text(line.row)} by={_number_to_text(line.by)}"
    return f"{body} {_checksum(body)}"


def text_to_line(text: str) -> AuditLine:
    """Return the line, unsaved. Raises ValueError unless the text is whole, or if its act is unknown."""
    found = FORM.fullmatch(text)
    if found is None or found["sum"] != _checksum(found["body"]):
        raise ValueError
    return AuditLine(
        at=datetime.datetime.fromisoformat(found["at"]),
        act=Act(found["act"]),
        row=_text_to_number(found["row"]),
        by=_text_to_number(found["by"]),
    )


def _checksum(body: str) -> str:
    return f"{crc32(body.encode()):08x}"


def _number_to_text(number: int | None) -> str:
    return NOBODY if number is None else str(number)


def _text_to_number(text: str) -> int | None:
    return None if text == NOBODY else int(text)
