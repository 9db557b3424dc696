"""What the coordination chooses to publish of a campaign: each question, the weights, the rows of small groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import coded_questions
from enquetes.findings.open_data.columns import may_group
from enquetes.findings.open_data.enums import Treatment
from enquetes.findings.open_data.traits import guessed_traits, known_traits
from enquetes.preparation.weighting.models import Weighting
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline, outline_of

NOTHING = "Choisissez au moins une question à publier."
NOT_OFFERED = "Ce choix n’est pas offert pour la question «\u00a0{question}\u00a0»."
IN_ORDER = (QuestionKind.ONE, QuestionKind.SCALE)


@dataclass(frozen=True)
class OpenChoice:
    """`treatments`: code of a question → what becomes of it; one that is not named is left out."""

    treatments: Mapping[str, Treatment] = field(default_factory=dict)
    has_weights: bool = False
    suppresses: bool = False

    def of(self, code: str) -> Treatment:
        return self.treatments.get(code, Treatment.LEFT_OUT)

    def with_treatment(self, code: str, treatment: Treatment) -> "OpenChoice":
        return replace(self, treatments={**self.treatments, code: treatment})

    @property
    def published(self) -> frozenset[str]:
        return frozenset(code for code, treatment in self.treatments.items() if treatment.is_published)

    def kept(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "treatments": {code: str(treatment) for code, treatment in self.treatments.items()},
            "has_weights": self.has_weights,
            "suppresses": self.suppresses,
        }

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> "OpenChoice":
        treatments = {code: Treatment(value) for code, value in kept["treatments"].items()}
        return cls(treatments, kept["has_weights"], kept["suppresses"])


@dataclass(frozen=True)
class OfferedChoices:
    """What may be chosen for a campaign. `known`: questions that always count among the traits.

    `coded`: questions of text whose answers have codes, as questions of several choices.
    """

    outline: Outline
    weighting: Weighting | None
    known: frozenset[str]
    guessed: frozenset[str]
    coded: Mapping[str, QuestionOutline] = field(default_factory=dict)

    @classmethod
    def of(cls, campaign: Campaign) -> "OfferedChoices":
        """Return what a started campaign offers. Two queries; one where it is known that no text has a code."""
        outline = outline_of(campaign.version)
        weighting = Weighting.objects.filter(version=campaign.version_id, is_used=True).first()
        known = known_traits(campaign, outline, weighting)
        coded = coded_questions(outline) if getattr(campaign, "has_coded_texts", True) else {}
        return cls(outline, weighting, known, guessed_traits(outline), coded)

    @property
    def questions(self) -> list[QuestionOutline]:
        """Questions that may be published: what people wrote never is, the codes that it got may be."""
        every = (self.coded.get(question.code, question) for question in self.outline.questions)
        return [question for question in every if not question.kind.has_words]

    def treatments(self, question: QuestionOutline) -> list[Treatment]:
        groups = question.kind is QuestionKind.NUMBER or (
            question.kind in IN_ORDER and may_group(len(question.choices))
        )
        return [
            *([] if question.code in self.known else [Treatment.PLAIN]),
            Treatment.TRAIT,
            *([Treatment.GROUPED] if groups else []),
            Treatment.LEFT_OUT,
        ]

    def default(self) -> OpenChoice:
        """Return every question but coded texts, with those that describe people among the traits."""
        traits = self.known | self.guessed
        treatments = {
            question.code: Treatment.TRAIT if question.code in traits else Treatment.PLAIN
            for question in self.questions
            if question.code not in self.coded
        }
        return OpenChoice(treatments, has_weights=self.weighting is not None)

    def check(self, choice: OpenChoice) -> None:
        """Raise ValidationError for a choice that is not offered, or that publishes nothing."""
        by_code = {question.code: question for question in self.questions}
        for code in choice.published:
            if code not in by_code or choice.of(code) not in self.treatments(by_code[code]):
                wording = by_code[code].wording if code in by_code else code
                raise ValidationError(NOT_OFFERED.format(question=wording))
        if not choice.published:
            raise ValidationError(NOTHING)
