"""Name of a learner in notices: in full on the site for those who may read the record, shortened in mails.

Mails pass through servers of third parties: the first name and an initial are enough for those who know the person.
"""

from dataclasses import dataclass

from b2i.learners.models.learner import Learner


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
    member = learner.member
    initial = member.last_name.strip()[:1].upper()
    return LearnerName(str(learner), f"{member.first_name} {initial}.".lstrip() if initial else str(learner))
