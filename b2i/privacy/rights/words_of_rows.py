"""Words that the sentences about a learner's data share: a day, a person, a quotation."""

import datetime
import re

from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

# Two stops in a row, and a stop after « ? », « ! » or « … »; three points are an ellipsis.
DOUBLE_STOP = re.compile(r"((?<!\.)\.|[?!…])\.(?!\.)")
NOBODY_LEFT = "une personne qui n’a plus de compte"


def day(value: datetime.date | None) -> str:
    """Return « 12 mars 2026 », of a day or of a moment."""
    return day_in_full(value, "j F Y") if value else ""


def person(member: Member | None) -> str:
    return str(member) if member else NOBODY_LEFT


def by(member: Member | None) -> str:
    """Return « , par Claire Vidal », and nothing where no name was kept."""
    return f", par {member}" if member else ""


def quoted(words: str) -> str:
    """Return words between quotation marks, quotes within them as “inner”, without the stop of the sentence around."""
    inner = words.strip().removesuffix(".").replace("«\u00a0", "“").replace("\u00a0»", "”")
    return f"«\u00a0{inner.replace('« ', '“').replace(' »', '”')}\u00a0»"


def listed(names: list[str]) -> str:
    """Join names that may hold commas."""
    return "\u00a0; ".join(names)


def tidy(words: str) -> str:
    """Return a sentence without double blanks, and with one stop after what ends with one: « Agnès D. »."""
    return re.sub(r" {2,}", " ", DOUBLE_STOP.sub(r"\1", words)).strip()


def sentences(*parts: str) -> str:
    """Join the parts that are not empty: each is a sentence."""
    return " ".join(part for part in parts if part)
