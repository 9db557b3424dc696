"""Name of a learner in notices: in full on the site for those who may read the record, shortened in mails.

Mails pass through servers of third parties: the first name and an initial are enough for those who know the person.
"""

from dataclasses import dataclass

from b2i.people.learners.models.learner import Learner


@dataclass(frozen=True, slots=True)
class LearnerName:
    """Name of a learner for one reader: `full` on the site, `short` in a mail."""

    full: str
    short: str


def learner_name(learner: Learner, *, may_read: bool) -> LearnerName:
    """Return « Agnès Delpech » and « Agnès D. », or the card number twice for those who may not read the record."""
    if not may_read:
        card = f"la carte {learner.card_number}"
        return LearnerName(card, card)
    return LearnerName(str(learner), _shortened(learner.member.first_name.strip(), learner.member.last_name.strip()))


def _shortened(first_name: str, last_name: str) -> str:
    """Return the first name and an initial; of a name that stands in one field, the last word is shortened."""
    if not last_name and " " in first_name:
        first_name, _, last_name = first_name.rpartition(" ")
    return f"{first_name} {last_name[:1].upper()}.".lstrip() if last_name else first_name
