"""The demo's accreditations and the decisions under them: three centres, four persons, every kind of decision."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from b2i.frameworks.models.framework import Framework
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import EvidenceKind, FactPlace, HelpGiven
from b2i.records.models import Evidence
from b2i.records.services import add_fact
from b2i.records.validation.models.validation import Proposal
from b2i.records.validation.notices import notify_evaluators
from b2i.records.validation.services.accreditations import accredit, withdraw_accreditation
from b2i.records.validation.services.validation import countersign, propose, return_proposal, validate
from extranet.demo.records.facts import first_fact
from extranet.demo.training.training_days import moment
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

CENTRES = 3
TOLD_AFTER, DECIDED_AFTER = timedelta(days=2), timedelta(days=4)
WORDS_TO_LEARNER = "Vous y arrivez avec de l’aide. Faites-le encore une fois, sans aide."
REASON = "Elle y arrive avec de l’aide\u00a0: à refaire seule, puis à proposer de nouveau."
SEEN_AGAIN = "Devait le refaire devant moi, sur une consigne écrite\u00a0: l’a fait du début à la fin."
SEEN_BEFORE = timedelta(days=12)
# Cards of the EPM of `animateur1`, and of people whom other EPM follow: all of their skills are practised.
WAITING, HALF_WAY = ("46-0005", "46-0008"), "46-0001"
FULL = ("46-0010", "46-0020", "46-0030")


def build_validations(*, animators: list[Member], coordinator: Member) -> None:
    """Build mutual decisions of `animateur1` and a colleague, and decisions for two other EPM."""
    animator, colleague = animators[0], colleague_of(animators[0])
    build_accreditations(
        persons=[animator, colleague, animators[1], colleague_of(animators[2])], former=animators[4], by=coordinator
    )
    centre = animator.main_position.epm
    build_half_way(Learner.objects.get(card_number=HALF_WAY), centre=centre, animator=animator, colleague=colleague)
    for card in WAITING:
        lines = last_evidence(Learner.objects.get(card_number=card))
        for line in lines[:3]:
            submit_proposal(line, centre=centre, by=colleague, days_ago=2)
    propose_under_former_rule(lines[3], centre=centre, by=colleague)
    for rank, card in enumerate(FULL):
        learner = Learner.objects.select_related("epm").get(card_number=card)
        build_full(
            learner, centre=centre, decided_by=(animator, colleague)[rank % 2], second=(colleague, animator)[rank % 2]
        )
    settle(reader=animator)


def colleague_of(member: Member) -> Member:
    """Return another member who works in the same EPM."""
    epm = member.main_position.epm_id
    return Member.objects.filter(positions__epm=epm).exclude(pk=member.pk).order_by("pk").first()


def build_accreditations(*, persons: list[Member], former: Member, by: Member) -> None:
    """One centre has to be renewed soon; one person has left, and their accreditation has ended."""
    today = timezone.localdate()
    # In force since before the past years of the demo, and for some months more.
    first_day, last_day = date(today.year - 3, 9, 1), date(today.year + 1, 8, 31)
    decision = f"Décision fictive du recteur du 25 août {first_day.year}"
    accreditation_data = {"framework": Framework.objects.record_base(), "noted_by": by, "starts_on": first_day}
    epms = EPM.objects.in_bulk({person.main_position.epm_id for person in persons})
    for rank, epm in enumerate(sorted(epms.values(), key=lambda epm: epm.pk)[:CENTRES]):
        ends_on = today + timedelta(days=45) if rank == 1 else None
        accredit(epm=epm, act=f"{decision}, n° 46-C{rank + 1}", ends_on=ends_on, **accreditation_data)
    for rank, person in enumerate(persons):
        accredit(member=person, act=f"{decision}, n° 46-P{rank + 1}", ends_on=last_day, **accreditation_data)
    ended_accreditation = accredit(member=former, act=f"{decision}, n° 46-P9", **accreditation_data)
    withdraw_accreditation(
        accreditation=ended_accreditation,
        last_day=today - timedelta(days=150),
        withdrawn_by=by,
        reason="Ne souhaite plus évaluer",
    )


def build_half_way(learner: Learner, *, centre: EPM, animator: Member, colleague: Member) -> None:
    """Validate two skills of the third domain, return one, and leave one waiting."""
    lines = {line.skill.code: line for line in last_evidence(learner)}
    for code in ("D3.1", "D3.2"):
        decide(submit_proposal(lines[code], centre=centre, by=animator), decided_by=colleague)
    return_proposal(
        proposal=submit_proposal(lines["D4.1"], centre=centre, by=animator, days_ago=9),
        decided_by=colleague,
        reason=REASON,
        words_to_learner=WORDS_TO_LEARNER,
    )
    submit_proposal(lines["D1.2"], centre=centre, by=colleague, days_ago=3)


def build_full(learner: Learner, *, centre: EPM, decided_by: Member, second: Member) -> None:
    """Validate every skill; the proposer is the animator of the EPM that follows the learner."""
    for line in last_evidence(learner):
        validation = decide(submit_proposal(line, centre=centre, by=line.observed_by), decided_by=decided_by)
        if line.skill.code == "D1.1":
            countersign(validation=validation, signed_by=second)


def last_evidence(learner: Learner) -> list[Evidence]:
    """Return the latest fact of each practised skill, the latest first."""
    lines = (
        Evidence.objects.facts()
        .filter(record__learner=learner)
        .select_related("skill__domain", "record", "observed_by")
    )
    latest = {}
    for line in lines:
        latest.setdefault(line.skill_id, line)
    return list(latest.values())


def submit_proposal(line: Evidence, *, centre: EPM, by: Member, days_ago: int | None = None) -> Proposal:
    """Propose two days after the last fact, or `days_ago`; add a fact first if the proposer saw none."""
    day = timezone.localdate() - timedelta(days=days_ago) if days_ago else line.observed_on + TOLD_AFTER
    at = moment(day, 17)
    target = {"record": line.record, "skill": line.skill}
    if by != line.observed_by:
        line = note_again(line, text=SEEN_AGAIN, at=at - timedelta(hours=1), by=by)
    earlier_facts = line.record.evidence.facts().filter(skill=line.skill, observed_on__lt=line.observed_on)
    earlier_line = earlier_facts.first() or note_earlier(line)
    return propose(centre=centre, proposed_by=by, facts=[earlier_line, line], at=at, **target)


def note_again(line: Evidence, *, text: str, at: datetime, by: Member) -> Evidence:
    """Note that the gesture was asked for again and done without help."""
    return add_fact(
        record=line.record,
        skill=line.skill,
        kind=EvidenceKind.SITUATION,
        situation=FactPlace.EXERCISE.label,
        text=text,
        help_given=HelpGiven.ALONE,
        observed_by=by,
        observed_on=timezone.localdate(at),
        noted_at=at,
    )


def note_earlier(line: Evidence) -> Evidence:
    """Note what was seen some weeks before the only fact of a skill."""
    at = line.created - SEEN_BEFORE
    return add_fact(
        record=line.record,
        skill=line.skill,
        observed_by=line.observed_by,
        observed_on=timezone.localdate(at),
        noted_at=at,
        **first_fact(line.skill, but=line.text).fields,
    )


def propose_under_former_rule(line: Evidence, *, centre: EPM, by: Member) -> None:
    """Leave a proposal of before the rule of two facts, which waits for a decision."""
    day = line.observed_on + TOLD_AFTER
    proposal = Proposal.objects.create(
        record=line.record,
        skill=line.skill,
        evidence=line,
        centre=centre,
        proposed_by=by,
        created=moment(day, 17),
        under_former_rule=True,
    )
    notify_evaluators(line.record, proposals=[proposal])


def decide(proposal: Proposal, *, decided_by: Member):
    return validate(proposal=proposal, decided_by=decided_by, day=proposal.proposed_on + DECIDED_AFTER)


def settle(*, reader: Member) -> None:
    """Mark mails as sent and the notices of `reader` as read, except the last decision and waiting proposals."""
    now = timezone.now()
    Mail.objects.planned().about("record:").update(state=MailState.SENT, attempts=1, settled=now)
    decision_notices = Notice.objects.filter(member=reader, key__startswith="record:", key__contains=":decided:")
    decision_notices.exclude(pk__in=decision_notices.order_by("-pk").values("pk")[:1]).mark_read()
    Notice.objects.exclude(member=reader).filter(key__startswith="record:").mark_read()
