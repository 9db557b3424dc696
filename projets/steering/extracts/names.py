"""Names of people that must not stand in what the public reads: those who sit, attend, represent or are to act."""

import re
import unicodedata
from collections.abc import Iterable

from projets.steering.committee.models import Mandate
from projets.steering.decisions.models import SteeringDecision
from projets.steering.meetings.models.meeting import SteeringMeeting

# « Claude Exemple (personne fictive) ».
IN_BRACKETS = re.compile(r"\s*\(.*?\)")
SHORTEST = 3


def names_around(meeting: SteeringMeeting) -> set[str]:
    """Return the names of the people of a meeting: full names, and last names alone. Three queries."""
    mandates = Mandate.objects.on(meeting.date).select_related("member")
    decisions = SteeringDecision.objects.filter(item__meeting=meeting)
    members = {each.member for each in (*mandates, *decisions) if each.member}
    typed = {each.outsider for each in (*mandates, *decisions)} | {each.stand_in for each in meeting.attendances.all()}
    outsiders = {IN_BRACKETS.sub("", name).strip() for name in typed}
    last_names = {member.last_name for member in members} | {name.split()[-1] for name in outsiders if " " in name}
    names = {str(member) for member in members} | outsiders | last_names
    # « une adjointe » names nobody.
    return {name for name in names if len(name) >= SHORTEST and name[0].isupper()}


def name_in(text: str, names: Iterable[str]) -> str:
    """Return the first of `names` that stands in `text` as whole words, with or without accents; nothing without one.

    Case counts: « Petit » and « PETIT » are somebody, « petit » is not.
    """
    bare = _unaccented(text)
    for name in sorted(names, key=len, reverse=True):
        spellings = "|".join(re.escape(each) for each in (_unaccented(name), _unaccented(name).upper()))
        if re.search(rf"(?<!\w)({spellings})(?!\w)", bare):
            return name
    return ""


def _unaccented(text: str) -> str:
    """Return the text without its accents, with its capitals."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
