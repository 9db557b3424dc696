"""State machine of validation: random actions never give an invalid decision nor change the history."""

import datetime

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from b2i.frameworks.models.framework import Framework
from b2i.records.enums import EvidenceKind, HelpGiven, Outcome, SkillStatus
from b2i.records.models import Evidence, Retraction
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.services import add_evidence, add_fact, retract_evidence
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation, Withdrawal
from b2i.records.validation.services.accreditations import accredit, withdraw_accreditation
from b2i.records.validation.services.validation import (
    countersign,
    propose,
    return_proposal,
    validate,
    withdraw_proposal,
)
from reseau.people.members.models.position import Position
from tests.factories.b2i import ConsentFactory, EvidenceFactory, LearnerFactory, RecordFactory, skill_of
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory
from tests.factories.validation import ProposalFactory, ValidationFactory
from tests.random_runs import random_steps

# The last two are of before the rule of two facts: one waits for a decision, one is validated.
CODES = ("D1.1", "D1.2", "D3.1", "D4.1", "D5.1")
WAITING, VALIDATED = 3, 4
# Days before today, so that actions are dated in the past, today or tomorrow.
AGES = st.integers(-1, 6)
lists_of_lines = st.lists(st.integers(0, 9), max_size=3)
person_numbers, place_numbers, skill_numbers = st.integers(0, 4), st.integers(0, 2), st.integers(0, len(CODES) - 1)
ENTRIES = (Evidence, Retraction, Proposal, Withdrawal, Validation, SecondSignature)


class RecordUnderValidation(RuleBasedStateMachine):
    """Five people in three EPM; the record of one learner, who also works in the first EPM; five skills."""

    @initialize()
    def open(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.today = timezone.localdate()
        self.places = EPMFactory.create_batch(3)
        self.people = [PositionFactory(epm=self.places[number % 3]).member for number in range(4)]
        learner = LearnerFactory(epm=self.places[0], member=MemberFactory(first_name="Jeanne"))
        PositionFactory(member=learner.member, epm=self.places[0])
        ConsentFactory(learner=learner)
        self.people.append(learner.member)
        self.record = RecordFactory(learner=learner)
        self.skills = [skill_of(self.record, code) for code in CODES]
        self.coordinator = MemberFactory()
        self.history = {}
        former = {"record": self.record, "centre": self.places[0], "proposed_by": self.people[1], "former": True}
        line = {"record": self.record, "kind": EvidenceKind.WORKED_ON, "observed_on": self.day(6)}
        self.former_proposal, decided = (
            ProposalFactory(skill=skill, evidence=EvidenceFactory(skill=skill, **line), **former)
            for skill in (self.skills[WAITING], self.skills[VALIDATED])
        )
        self.former_validation = ValidationFactory(proposal=decided, under_former_rule=True)
        # One centre with two accredited persons, so that most sequences reach a decision.
        for holder in ({"epm": self.places[0]}, {"member": self.people[0]}, {"member": self.people[3]}):
            self.accredit(age=5, days=None, **holder)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, service, **arguments):
        """Return the result of the service, or None if it refuses; a refusal changes nothing."""
        initial_counts = self.counts()
        try:
            with transaction.atomic():
                return service(**arguments)
        except ValidationError:
            assert self.counts() == initial_counts
            return None

    def counts(self) -> list[int]:
        return [model.objects.count() for model in ENTRIES]

    def day(self, age: int) -> datetime.date:
        return self.today - datetime.timedelta(days=age)

    def accredit(self, *, age: int, days: int | None, **holder) -> None:
        ends_on = None if days is None else self.day(age - days)
        act = {"framework": Framework.objects.record_base(), "act": "Décision d’essai", "noted_by": self.coordinator}
        self.attempt(accredit, starts_on=self.day(age), ends_on=ends_on, **act, **holder)

    def one_of(self, queryset, number: int):
        rows = list(queryset.order_by("pk"))
        return rows[number % len(rows)] if rows else None


class ValidationMachine(RecordUnderValidation):
    """What people do to that record, in any order."""

    @rule(place=place_numbers, age=AGES, days=st.integers(0, 5))
    def accredit_a_centre(self, place: int, age: int, days: int) -> None:
        self.accredit(age=age, days=days, epm=self.places[place])

    @rule(person=person_numbers, age=AGES, days=st.integers(0, 5))
    def accredit_a_person(self, person: int, age: int, days: int) -> None:
        self.accredit(age=age, days=days, member=self.people[person])

    @rule(number=st.integers(0, 9), age=AGES)
    def end_an_accreditation(self, number: int, age: int) -> None:
        accreditation = self.one_of(Accreditation.objects.all(), number)
        self.attempt(
            withdraw_accreditation,
            accreditation=accreditation,
            last_day=self.day(age),
            withdrawn_by=self.coordinator,
            reason="Essai",
        )

    @rule(person=person_numbers, place=place_numbers)
    def move(self, person: int, place: int) -> None:
        """Move a person to another EPM, since yesterday."""
        Position.objects.filter(member=self.people[person]).delete()
        PositionFactory(member=self.people[person], epm=self.places[place], start=self.day(1))

    @rule(person=person_numbers, skill=skill_numbers)
    def note(self, person: int, skill: int) -> None:
        add_evidence(record=self.record, skill=self.skills[skill], text="A essayé", observed_by=self.people[person])

    @rule(person=person_numbers, skill=skill_numbers, age=AGES)
    def note_a_fact(self, person: int, skill: int, age: int) -> None:
        self.attempt(
            add_fact,
            record=self.record,
            skill=self.skills[skill],
            situation="En atelier",
            text="A joint une photo",
            help_given=HelpGiven.ALONE,
            observed_by=self.people[person],
            observed_on=self.day(age),
        )

    @rule(person=person_numbers, line=st.integers(0, 9))
    def retract_a_line(self, person: int, line: int) -> None:
        if evidence := self.one_of(Evidence.objects.standing(), line):
            self.attempt(retract_evidence, evidence=evidence, by=self.people[person])

    @rule(person=person_numbers, skill=skill_numbers, lines=lists_of_lines, place=place_numbers, age=AGES)
    def propose(self, person: int, skill: int, lines: list[int], place: int, age: int) -> None:
        """Propose with lines that may be of another skill, no facts, too many or too few."""
        facts = [self.one_of(Evidence.objects.all(), line) for line in lines]
        self.attempt(
            propose,
            record=self.record,
            skill=self.skills[skill],
            facts=facts,
            centre=self.places[place],
            proposed_by=self.people[person],
            at=timezone.now() - datetime.timedelta(days=max(age, 0)),
        )

    @rule(person=person_numbers, skill=skill_numbers)
    def propose_with_its_own_lines(self, person: int, skill: int) -> None:
        """Propose on the latest and the earliest line of the skill, facts of two days or not."""
        lines = list(Evidence.objects.filter(skill=self.skills[skill]).order_by("-is_fact", "observed_on"))
        if lines:
            facts = [line for line in lines if line.is_fact] or lines
            arguments = {"facts": [facts[-1], facts[0]], "skill": self.skills[skill], "record": self.record}
            self.attempt(propose, centre=self.places[0], proposed_by=self.people[person], **arguments)

    @rule(person=person_numbers, number=st.integers(0, 9))
    def withdraw(self, person: int, number: int) -> None:
        if proposal := self.one_of(Proposal.objects.all(), number):
            self.attempt(withdraw_proposal, proposal=proposal, withdrawn_by=self.people[person])

    @rule(person=person_numbers, number=st.integers(0, 9), age=AGES, is_good=st.booleans())
    def decide(self, person: int, number: int, age: int, is_good: bool) -> None:
        proposal = self.one_of(Proposal.objects.all(), number)
        if proposal is None:
            return
        arguments = {"proposal": proposal, "decided_by": self.people[person], "day": self.day(age)}
        if is_good:
            self.attempt(validate, **arguments)
        else:
            self.attempt(return_proposal, reason="À refaire sans aide", **arguments)

    @rule(person=person_numbers)
    def decide_today_on_a_waiting_proposal(self, person: int) -> None:
        if proposal := self.one_of(Proposal.objects.awaiting(), person):
            self.attempt(validate, proposal=proposal, decided_by=self.people[person])

    @rule(person=person_numbers, number=st.integers(0, 9), age=AGES)
    def sign_second(self, person: int, number: int, age: int) -> None:
        if validation := self.one_of(Validation.objects.all(), number):
            self.attempt(countersign, validation=validation, signed_by=self.people[person], day=self.day(age))

    @invariant()
    def every_decision_was_valid_on_its_day(self) -> None:
        for validation in Validation.objects.all() if hasattr(self, "record") else ():
            proposal, day = validation.proposal, validation.decided_on
            assert (validation.record, validation.skill) == (proposal.record, proposal.skill)
            assert (proposal.evidence.record_id, proposal.evidence.skill_id) == (self.record.pk, proposal.skill_id)
            assert not Retraction.objects.filter(evidence=proposal.evidence).exists()
            assert validation.decided_by not in {proposal.proposed_by, self.record.learner.member}
            assert timezone.localdate(proposal.created) <= day <= self.today
            for accreditation in (validation.accreditation, validation.centre_accreditation):
                assert accreditation.starts_on <= day <= (accreditation.ends_on or day)
                assert accreditation.framework == self.record.framework
            assert validation.accreditation.member == validation.decided_by
            assert validation.centre_accreditation.epm == proposal.centre
            assert validation.outcome == Outcome.VALIDATED or validation.reason

    @invariant()
    def nothing_is_proposed_nor_validated_without_two_facts_on_two_days(self) -> None:
        if not hasattr(self, "record"):
            return
        for proposal in Proposal.objects.exclude(pk__in=[self.former_proposal.pk, self.former_validation.proposal_id]):
            assert not proposal.under_former_rule
            facts = Evidence.objects.filter(is_fact=True, record=self.record, skill=proposal.skill_id)
            days = dict(facts.values_list("pk", "observed_on"))
            assert days[proposal.earlier_evidence_id] == proposal.earlier_fact_on < proposal.fact_on
            assert days[proposal.evidence_id] == proposal.fact_on <= proposal.proposed_on
        for validation in Validation.objects.granted().exclude(pk=self.former_validation.pk):
            assert not validation.under_former_rule
            facts = Evidence.objects.facts().filter(record=self.record, skill=validation.skill_id)
            days = set(facts.values_list("observed_on", flat=True))
            assert {validation.fact_on, validation.earlier_fact_on} <= days
            assert validation.earlier_fact_on < validation.fact_on <= validation.decided_on

    @invariant()
    def what_the_former_rule_gave_keeps_its_status_and_its_mark(self) -> None:
        if not hasattr(self, "record"):
            return
        assert Validation.objects.get(under_former_rule=True) == self.former_validation
        assert Proposal.objects.filter(under_former_rule=True).count() == 2

    @invariant()
    def second_signatures_come_from_a_third_person(self) -> None:
        for signature in SecondSignature.objects.all() if hasattr(self, "record") else ():
            validation = signature.validation
            assert validation.is_granted
            people = {validation.proposed_by, validation.decided_by, signature.signed_by}
            assert (len(people), self.record.learner.member in people - {validation.proposed_by}) == (3, False)
            accreditation = signature.accreditation
            assert accreditation.starts_on <= signature.signed_on <= (accreditation.ends_on or signature.signed_on)

    @invariant()
    def no_history_is_changed_or_lost(self) -> None:
        if not hasattr(self, "record"):
            return
        now = {(model, row["id"]): row for model in ENTRIES for row in model.objects.values()}
        assert {key: now.get(key) for key in self.history} == self.history
        self.history = now

    @invariant()
    def validated_skill_stays_so_and_has_no_waiting_proposal(self) -> None:
        if not hasattr(self, "record"):
            return
        validated_skills = {validation.skill_id for validation in Validation.objects.granted()}
        sheets = {
            sheet.skill.pk: sheet for domain in build_record_sheet(self.record).domains for sheet in domain.skills
        }
        assert {pk for pk, sheet in sheets.items() if sheet.status == SkillStatus.VALIDATED} == validated_skills
        assert {pk for pk, sheet in sheets.items() if sheet.is_practised} >= validated_skills
        waiting_skills = [proposal.skill_id for proposal in Proposal.objects.awaiting()]
        assert len(waiting_skills) == len(set(waiting_skills))
        assert validated_skills.isdisjoint(waiting_skills)


@pytest.mark.django_db
def test_random_actions_keep_validations_valid():
    run_state_machine_as_test(ValidationMachine, settings=random_steps(runs=20, steps=25))
