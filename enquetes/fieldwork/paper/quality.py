"""Quality of the keying: how often two keyings differ, by question, and how often each person was wrong."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q, Sum

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.enums import KeptValue
from enquetes.fieldwork.paper.models.sheet import KeyedDifference, SheetKeying
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member
from reseau.texts.wording import percent_in_words

GONE = "Une personne partie"

# The rank of the keying that a decision says wrong; both, if another answer was kept.
WRONG = {KeptValue.FIRST: (2,), KeptValue.SECOND: (1,), KeptValue.OTHER: (1, 2)}


@dataclass(frozen=True, slots=True)
class KeyingRate:
    """`what`: somebody, or a question. `faults` among `answers` that were compared."""

    what: str
    faults: int
    answers: int

    @property
    def rate(self) -> str:
        return percent_in_words(self.faults / self.answers) if self.answers else "–"


def rates_of_keyers(campaign: Campaign) -> list[KeyingRate]:
    """Return how often each person was wrong among the answers compared, once decided. Three queries."""
    keyings = SheetKeying.objects.filter(sheet__batch__campaign=campaign).order_by()
    answers = dict(keyings.values_list("keyed_by").annotate(Sum("answers")))
    decided = KeyedDifference.objects.filter(sheet__batch__campaign=campaign).exclude(kept="").order_by()
    wrong = reduce(or_, (Q(kept=kept, sheet__keyings__rank__in=ranks) for kept, ranks in WRONG.items()))
    faults = dict(decided.filter(wrong).values_list("sheet__keyings__keyed_by").annotate(Count("pk")))
    people = Member.objects.in_bulk([key for key in answers if key])
    rates = [
        KeyingRate(str(people[key]) if key in people else GONE, faults.get(key, 0), found)
        for key, found in answers.items()
    ]
    return sorted(rates, key=lambda each: (-each.answers, each.what))


def rates_of_questions(campaign: Campaign) -> list[KeyingRate]:
    """Return how often two keyings of a sheet differ on each question, the most often first. Two queries."""
    sheets = SheetKeying.objects.filter(sheet__batch__campaign=campaign, rank=2).count()
    differences = KeyedDifference.objects.filter(sheet__batch__campaign=campaign).order_by()
    counts = dict(differences.values_list("question").annotate(Count("pk")))
    questions = outline_of(campaign.version).questions
    rates = [KeyingRate(f"{each.number}. {each.wording}", counts.get(each.code, 0), sheets) for each in questions]
    return sorted((each for each in rates if each.faults), key=lambda each: -each.faults)
