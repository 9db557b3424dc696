"""Words that the sentences about a learner's data share: a day, a person, a quotation."""

import datetime

from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

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
    return f"«\u00a0{words}\u00a0»"


def sentences(*parts: str) -> str:
    """Join the parts that are not empty: each is a sentence."""
    return " ".join(part for part in parts if part)
