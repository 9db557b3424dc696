"""Tests that the demo's facts read as an evaluator believes them: each kind of evidence speaks as it should."""

import re

import pytest

from b2i.frameworks.models.can_do import CanDo
from b2i.records.enums import FACT_KINDS, EvidenceKind, FactPlace, HelpGiven
from b2i.records.models import Evidence, Record
from b2i.records.self_positioning import CanDoAnswer

pytestmark = pytest.mark.django_db

# How each kind begins; what was seen in a workshop begins like none of the others.
BEGINNINGS = {
    EvidenceKind.TOLD: "A raconté ",
    EvidenceKind.QUESTIONNAIRE: "A répondu juste à ",
    EvidenceKind.SITUATION: "Devait ",
}
SEEN = (EvidenceKind.OBSERVED, EvidenceKind.SITUATION, EvidenceKind.QUESTIONNAIRE)
SPEAKS_OF_A_FILE = re.compile(r"ci-joint|voir (le|la|l’)|apporté|enregistrement joint", re.I)


def fault(fact: Evidence) -> str:
    """Return in what the kind of a fact does not fit what it says, or nothing."""
    beginning = BEGINNINGS.get(fact.kind, "A ")
    others = [other for kind, other in BEGINNINGS.items() if kind != fact.kind]
    if not fact.text.startswith(beginning) or any(fact.text.startswith(other) for other in others):
        return "another kind speaks so"
    if fact.kind == EvidenceKind.SITUATION and "\u00a0: " not in fact.text:
        return "an instruction without what the person did"
    has_file = bool(fact.files.all())
    if fact.kind == EvidenceKind.WORK and not has_file:
        return "a finished work without its file"
    if SPEAKS_OF_A_FILE.search(f"{fact.text} {fact.situation}") and not has_file:
        return "a file that is not there"
    if fact.kind in SEEN and fact.situation.startswith(FactPlace.HOME.label):
        return "seen by nobody"
    if re.search(r"\bseule?s?\b|sans aide", fact.text) and fact.help_given != HelpGiven.ALONE:
        return "alone, with help"
    return ""


def test_kind_of_every_fact_fits_what_it_says(demo):
    facts = Evidence.objects.facts().prefetch_related("files")
    assert {fact.text: words for fact in facts if (words := fault(fact))} == {}
    assert {fact.kind for fact in facts} == {*FACT_KINDS}


def test_some_facts_are_noted_another_day_than_they_were_seen(demo):
    facts = list(Evidence.objects.facts())
    later = [fact for fact in facts if fact.noted_later_on]
    assert 0 < len(later) < len(facts) / 3
    assert all(fact.noted_later_on > fact.observed_on for fact in later)


def test_some_people_left_their_self_positioning_half_way(demo):
    answered = set(CanDoAnswer.objects.values_list("record", "can_do__skill", "can_do").distinct())
    by_skill: dict[tuple[int, int], set[int]] = {}
    for record, skill, can_do in answered:
        by_skill.setdefault((record, skill), set()).add(can_do)
    asked = {pair: CanDo.objects.current().filter(skill=pair[1]).count() for pair in by_skill}
    half_way = {pair for pair, can_dos in by_skill.items() if len(can_dos) < asked[pair]}
    assert len(half_way) > 20
    assert len(half_way) < len(by_skill) / 2
    # Such a skill has no level yet, and the page says which sentences were answered.
    record, skill = min(half_way)
    assert not Record.objects.get(pk=record).positionings.filter(skill=skill).exists()
