"""The demo's learners of the past two years, in larger EPM: records filled month after month, validations, brevets.

Their lines are written in bulk, as the archive of a network keeps them: notices have long been read and deleted.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.outcomes.enums import JuryDecision
from b2i.outcomes.jury.models.agreement import UNKNOWN_VERSION
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.jury.readiness import ready_for_jury
from b2i.outcomes.jury.services import prepare_jury
from b2i.records.enums import Outcome, SelfPosition
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal, Validation
from extranet.demo.network.people import Namer
from extranet.demo.records.facts import FactText, first_fact, last_fact
from extranet.demo.records.jury import ACADEMY, ACT, PLACE, attestation_number
from extranet.demo.records.learners import base_skills, open_record
from extranet.demo.training.training_days import moment
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

EPMS_OF_A_TERRITORY, LEARNERS_OF_AN_EPM = 3, 14
# Shares of the framework that learners of an EPM have practised, and had validated, each in turn.
STAGES = ((1, 1), (0.4, 0), (0.7, 0.45), (0.15, 0), (1, 1), (0.5, 0.3), (0.25, 0))
# A record is opened at the latest this long ago, and is filled within this time.
NEWEST, FILLED_WITHIN = timedelta(days=45), timedelta(days=420)
# Fewest and most days before a skill is seen again, is proposed, then decided.
SEEN_AGAIN_AFTER, TOLD_AFTER, DECIDED_AFTER, LATEST_DECISION = (3, 14), (1, 7), (2, 18), timedelta(days=40)
# Months and days of the juries of each year.
JURIES = ((6, 12), (12, 4))
JURY_NOTICE = timedelta(days=15)
# Until that day one line was enough: what was validated then says so.
FORMER_RULE_ENDED = timedelta(days=900)


@dataclass(frozen=True, slots=True)
class Evaluator:
    """A person who decides at a centre, with the accreditations of both."""

    person: Accreditation
    centre: Accreditation


def build_past_learners(*, animators: list[Member], coordinator: Member, namer: Namer) -> None:
    draw = random.Random("past learners")  # noqa: S311 - a repeatable draw is the point
    animators_of = animators_by_epm(animators)
    builder = RecordBuilder(skills=base_skills(), evaluators=evaluators(), draw=draw)
    for epm in larger_epms(but=animators[0].main_position.epm):
        for rank in range(LEARNERS_OF_AN_EPM):
            opened_at = opening(rank, draw)
            animator = animators_of[epm.pk]
            first_name, last_name = namer.next()
            record = open_record(
                animator=animator,
                opened_at=opened_at,
                first_name=first_name,
                last_name=last_name,
                birth_year=draw.choice([None, draw.randint(1938, 1998)]),
            )
            builder.fill(record, opened_at, STAGES[rank % len(STAGES)], animator=animator)
    builder.save()
    build_past_juries(coordinator=coordinator)


def larger_epms(*, but: EPM) -> list[EPM]:
    """Return three EPM of the largest communes of each territory."""
    epms = []
    for territory in Territory.objects.order_by("name"):
        by_size = EPM.objects.filter(commune__territory=territory).exclude(pk=but.pk).select_related("commune")
        epms += by_size.order_by("-commune__population", "pk")[:EPMS_OF_A_TERRITORY]
    return epms


def animators_by_epm(animators: list[Member]) -> dict[int, Member]:
    """Return the longest-serving animator of each EPM."""
    by_epm: dict[int, Member] = {}
    for animator in animators:
        by_epm.setdefault(animator.main_position.epm_id, animator)
    return by_epm


def evaluators() -> list[Evaluator]:
    """Return the accredited persons who work at an accredited centre."""
    live = Accreditation.objects.live_on(timezone.localdate()).select_related("member")
    centres = {centre.epm_id: centre for centre in live.of_centres()}
    persons = [(person, person.member.main_position.epm_id) for person in live.of_persons().order_by("pk")]
    return [Evaluator(person, centres[epm]) for person, epm in persons if epm in centres]


def opening(rank: int, draw: random.Random) -> datetime:
    """Return a day from 1 January two years ago on, more and more often."""
    today = timezone.localdate()
    first = date(today.year - 2, 1, 1)
    length = (today - NEWEST - first).days
    day = first + timedelta(days=round(length * ((rank + draw.random()) / LEARNERS_OF_AN_EPM) ** 0.8))
    return moment(day, 14)


class RecordBuilder:
    """Write the lines of records as time went by: what people said, showed and had validated."""

    def __init__(self, *, skills: list[Skill], evaluators: list[Evaluator], draw: random.Random) -> None:
        self.skills, self.evaluators, self.draw = skills, evaluators, draw
        self.filled = 0
        self.positionings: list[Positioning] = []
        self.evidence: list[Evidence] = []
        self.proposals: list[Proposal] = []
        self.validations: list[Validation] = []

    def fill(self, record: Record, opened_at: datetime, stage: tuple[float, float], *, animator: Member) -> None:
        """Fill a record from its opening on; `stage`: shares of the framework that are practised and validated."""
        practised_count, validated_count = (round(share * len(self.skills)) for share in stage)
        span = min(FILLED_WITHIN, timezone.now() - opened_at - LATEST_DECISION)
        self._position(record, opened_at, practised_count=0)
        self._position(record, opened_at + span / 2, practised_count=practised_count // 2)
        evaluator = self._evaluator(animator)
        for rank, skill in enumerate(self.skills[:practised_count]):
            seen_at = opened_at + span * rank / max(1, practised_count - 1)
            fact = last_fact(skill, self.draw)
            line = self._note(record, skill, seen_at, first_fact(skill, but=fact.text), animator)
            if rank >= validated_count and rank % 2:
                continue
            if seen_at < timezone.now() - FORMER_RULE_ENDED and rank < validated_count:
                self._decide(line, None, evaluator)
                continue
            again_at = seen_at + timedelta(days=self.draw.randint(*SEEN_AGAIN_AFTER))
            line_again = self._note(record, skill, again_at, fact, animator)
            if rank < validated_count:
                self._decide(line_again, line, evaluator)
        self.filled += 1

    def save(self) -> None:
        Positioning.objects.bulk_create(self.positionings, batch_size=500)
        Evidence.objects.bulk_create(self.evidence, batch_size=500)
        Proposal.objects.bulk_create(self.proposals, batch_size=500)
        Validation.objects.bulk_create(self.validations, batch_size=500)

    def _evaluator(self, animator: Member) -> Evaluator:
        others = [evaluator for evaluator in self.evaluators if evaluator.person.member_id != animator.pk]
        return others[self.filled % len(others)]

    def _position(self, record: Record, at: datetime, *, practised_count: int) -> None:
        for rank, skill in enumerate(self.skills):
            level = self.draw.choice([SelfPosition.NO, SelfPosition.HELPED])
            if rank < practised_count:
                self.positionings.append(Positioning(record=record, skill=skill, level=SelfPosition.ALONE, created=at))
            elif not practised_count:
                self.positionings.append(Positioning(record=record, skill=skill, level=level, created=at))

    def _note(self, record: Record, skill: Skill, seen_at: datetime, fact: FactText, animator: Member) -> Evidence:
        line = Evidence(
            record=record,
            skill=skill,
            is_fact=True,
            observed_on=timezone.localdate(seen_at),
            observed_by=animator,
            epm=record.learner.epm,
            created=seen_at + fact.noted_after,
            **fact.fields,
        )
        self.evidence.append(line)
        return line

    def _decide(self, line: Evidence, earlier_line: Evidence | None, evaluator: Evaluator) -> None:
        """Propose the skill and have it validated at the centre of `evaluator`; on one line, under the former rule."""
        rule = {"under_former_rule": True}
        if earlier_line:
            rule = {"fact_on": line.observed_on, "earlier_fact_on": earlier_line.observed_on}
        told_at = line.created + timedelta(days=self.draw.randint(*TOLD_AFTER))
        decided_at = told_at + timedelta(days=self.draw.randint(*DECIDED_AFTER))
        person, centre = evaluator.person, evaluator.centre
        proposal = Proposal(
            record=line.record,
            skill=line.skill,
            evidence=line,
            earlier_evidence=earlier_line,
            centre_id=centre.epm_id,
            proposed_by=line.observed_by,
            created=told_at,
            **rule,
        )
        self.proposals.append(proposal)
        self.validations.append(
            Validation(
                proposal=proposal,
                record=line.record,
                skill=line.skill,
                outcome=Outcome.VALIDATED,
                decided_on=timezone.localdate(decided_at),
                decided_by=person.member,
                proposed_by=line.observed_by,
                proposed_on=timezone.localdate(told_at),
                accreditation=person,
                accredited_from=person.starts_on,
                accredited_until=person.ends_on,
                centre_accreditation=centre,
                centre_accredited_from=centre.starts_on,
                centre_accredited_until=centre.ends_on,
                created=decided_at,
                **rule,
            )
        )


def build_past_juries(*, coordinator: Member) -> None:
    """Build two juries a year, which delivered the brevet to everyone who was ready by then."""
    today = timezone.localdate()
    ready_records = ready_for_jury(Record.objects.filter(candidacies=None)).annotate(
        ready_on=Max("validations__decided_on")
    )
    waiting_records = list(ready_records.select_related("learner").order_by("pk"))
    for year in range(today.year - 2, today.year + 1):
        for month, day in JURIES:
            held_on = date(year, month, day)
            candidates = [record for record in waiting_records if record.ready_on < held_on - JURY_NOTICE]
            if candidates and held_on < today - JURY_NOTICE:
                _hold_jury(candidates, held_on, coordinator)
                waiting_records = [record for record in waiting_records if record not in candidates]


def _hold_jury(records: list[Record], held_on: date, coordinator: Member) -> None:
    jury = prepare_jury(held_on=held_on, place=PLACE, academy=ACADEMY, by=coordinator)
    noted_at = moment(held_on - JURY_NOTICE, 10)
    JurySession.objects.filter(pk=jury.pk).update(created=noted_at)
    decided_on = held_on + timedelta(days=7)
    Candidacy.objects.bulk_create(
        Candidacy(
            record=record,
            asked_on=held_on - JURY_NOTICE,
            agreement_version=UNKNOWN_VERSION,  # of before the site kept it
            noted_by_id=record.learner.created_by_id,
            jury=jury,
            decision=JuryDecision.DELIVERED,
            decided_on=decided_on,
            act=ACT,
            attestation_number=attestation_number(decided_on.year, after=rank),
            attestation_academy=ACADEMY,
            attestation_year=decided_on.year,
            decision_noted_by=coordinator,
            created=noted_at,
        )
        for rank, record in enumerate(records)
    )
