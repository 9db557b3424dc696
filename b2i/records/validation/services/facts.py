"""The facts on which a skill is proposed, then validated: two, seen on two days (ADR 44)."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from b2i.frameworks.models.framework import Skill
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Proposal

TWO_FACTS = "Il faut deux faits, vus à deux dates."


def checked_facts(
    *, record: Record, skill: Skill, facts: Sequence[Evidence], day: datetime.date
) -> tuple[Evidence, Evidence]:
    """Return the two facts, the later first. Raises ValidationError unless a proposal of `day` may rest on them."""
    for fact in facts:
        _check_evidence(record, skill, fact)
        if fact.observed_on > day:
            raise ValidationError("Un fait ne peut pas venir après la proposition.", code="later_fact")
    if len(facts) != 2 or len({fact.observed_on for fact in facts}) != 2:
        raise ValidationError(TWO_FACTS, code="two_facts")
    earlier_fact, fact = sorted(facts, key=lambda fact: fact.observed_on)
    return fact, earlier_fact


def fact_days(*, proposal: Proposal, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the days of the two facts of a validation, the later first.

    A proposal of the former rule names no facts: the last two days noted since count. Raises ValidationError if they
    are missing.
    """
    if not proposal.under_former_rule:
        return proposal.fact_on, proposal.earlier_fact_on
    facts = proposal.record.evidence.facts().filter(skill=proposal.skill, observed_on__lte=day).order_by()
    days = sorted(set(facts.values_list("observed_on", flat=True)))
    if len(days) < 2:
        raise ValidationError(
            "Cette proposition a été faite selon l’ancienne règle\u00a0: elle n’a pas deux faits, vus à deux dates. "
            "Ils se notent dans le livret\u00a0; la validation est possible ensuite.",
            code="former_rule",
        )
    return days[-1], days[-2]


def _check_evidence(record: Record, skill: Skill, evidence: Evidence) -> None:
    if skill.domain.framework_id != record.framework_id:
        raise ValidationError("Cette compétence n’est pas dans le référentiel du livret.", code="framework")
    if (evidence.record_id, evidence.skill_id) != (record.pk, skill.pk):
        raise ValidationError("Choisissez une preuve de cette compétence, dans ce livret.", code="evidence")
    if not evidence.is_fact:
        raise ValidationError(
            "Cette ligne dit que la compétence a été travaillée, pas ce que la personne sait faire\u00a0: choisissez "
            "un fait.",
            code="no_fact",
        )
    if not Evidence.objects.standing().filter(pk=evidence.pk).exists():
        raise ValidationError("Cette preuve a été retirée\u00a0: choisissez-en une autre.", code="retracted")
