"""How answers came and what they are worth: rate of response, weights, masking. Three things, told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import Variable
from enquetes.findings.crossing.populations import Population
from enquetes.findings.results.result_block import number_in_words
from enquetes.preparation.weighting.models import Weighting
from reseau.texts.wording import day_in_full, join_words, percent_in_words

NOT_WEIGHTED = "aucun\u00a0: chaque réponse compte pour 1"
NOT_ASKED = "pas de taux\u00a0: répondait qui voulait"


@dataclass(frozen=True, slots=True)
class MethodNotes:
    """`answers`: those that count, of everybody; `received`: with those that came when their quota was full.

    `criteria`: the questions on whose margins they are weighted.
    """

    campaign: Campaign
    answers: int
    received: int
    weighting: Weighting | None
    criteria: tuple[str, ...] = ()

    @property
    def is_weighted(self) -> bool:
        return self.weighting is not None

    @property
    def answers_words(self) -> str:
        beyond = self.received - self.answers
        more = f"; {number_in_words(beyond)} de plus, venues après leur quota, ne comptent pas" if beyond > 0 else ""
        return number_in_words(self.answers) + (f"\u00a0{more}" if more else "")

    @property
    def response_rate(self) -> str:
        asked = self.campaign.asked
        if not asked:
            return NOT_ASKED
        share = percent_in_words(self.received / asked, decimals=1)
        return f"{share} ({number_in_words(self.received)} sur {number_in_words(asked)})"

    @property
    def weighting_words(self) -> str:
        if self.weighting is None:
            return NOT_WEIGHTED
        criteria = join_words([f"«\u00a0{wording}\u00a0»" for wording in self.criteria])
        words = f"sur {criteria}, le {day_in_full(self.weighting.made_on, 'j F Y')}"
        if self.weighting.answers == self.answers:
            return words
        now, then = number_in_words(self.answers), number_in_words(self.weighting.answers)
        return f"{words}, quand {then} réponses comptaient\u00a0; {now} comptent à présent, les nouvelles pour 1"

    @property
    def worth(self) -> str:
        """« 5 312 réponses de même poids (effet de plan 1,29) »; empty without weights."""
        if self.weighting is None:
            return ""
        effect = f"{self.weighting.design_effect:.2f}".replace(".", ",")
        size = number_in_words(round(self.weighting.effective_size))
        return f"{size}\u00a0réponses de même poids (effet de plan {effect})"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Labels and values, as the page and the report print them."""
        opens_on, closes_on = (day_in_full(day, "j F Y") for day in (self.campaign.opens_on, self.campaign.closes_on))
        smallest = f"aucun chiffre sur moins de {self.campaign.smallest}\u00a0personnes, même par différence"
        facts = [
            ("Qui est interrogé", self.campaign.population),
            ("Comment", self.campaign.sampling),
            ("Quand", f"du {opens_on} au {closes_on}"),
            ("Réponses", self.answers_words),
            ("Taux de réponse", self.response_rate),
            ("Redressement", self.weighting_words),
            ("Ce que valent les réponses", self.worth),
            ("Masquage", smallest),
        ]
        return [(label, value) for label, value in facts if value]


def method_notes(
    campaign: Campaign, population: Population, variables: Sequence[Variable], *, answers: int
) -> MethodNotes:
    """Return the notes of a campaign, which is from `find_campaign`. `answers`: those that count.

    One query with weights, else none.
    """
    weighting = Weighting.objects.get(pk=population.weighting) if population.weighting else None
    wordings = {variable.code: variable.wording for variable in variables}
    criteria = tuple(wordings.get(code, code) for code, _ in weighting.margins) if weighting else ()
    return MethodNotes(campaign, answers, campaign.received, weighting, criteria)
