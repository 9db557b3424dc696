"""The demo's learners: sixty records at every stage, from a new card to all thresholds reached."""

import random
from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from b2i.admission.registration.services import create_learner
from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.framework import Skill
from b2i.people.enums import ConsentGiver, ConsentMeans
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import ParentSignature
from b2i.records.enums import SelfPosition
from b2i.records.evidence.services import add_fact_with_files
from b2i.records.models import Record
from b2i.records.self_positioning import answer_can_dos
from extranet.demo.network.people import Namer
from extranet.demo.records.facts import finished_work, first_fact, last_fact
from reseau.people.members.models.member import Member

LEARNER_COUNT = 60
SECRET = "2580"  # noqa: S105 - printed by `make run`, for a demo without anything to protect
FIRST_EPM_LEARNERS = 8
# Among the learners of the first EPM: a child, and the learner who had two records.
CHILD_RANK, MERGED_RANK = 7, 4
SEEN_ONCE = 3  # rank of the skill, among four
HALF_ANSWERED = 2  # rank of the skill, among five


def base_skills() -> list[Skill]:
    """Return the skills of records in the order in which people practise them: the first of each domain, and so on."""
    skills = Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain")
    return list(skills.prefetch_related("can_dos__skill__domain").order_by("order", "domain__order"))


@cache
def hash_of_secret() -> str:
    return make_password(SECRET)


def open_record(*, animator: Member, opened_at: datetime, **learner_data) -> Record:
    """Register a learner at the EPM of `animator`, on the day when they agreed to a record; return that record."""
    epm = animator.main_position.epm
    registration = create_learner(
        epm=epm,
        created_by=animator,
        commune=epm.commune,
        consent_given_at=opened_at,
        secret=SECRET,
        secret_hash=hash_of_secret(),
        is_fictitious=True,
        **learner_data,
    )
    Learner.objects.filter(pk=registration.learner.pk).update(created=opened_at)
    Record.objects.filter(pk=registration.record.pk).update(opened_on=timezone.localdate(opened_at))
    return registration.record


def build_record(record: Record, *, stage: float, skills: list[Skill], animator: Member, draw: random.Random) -> None:
    """Fill a record up to `stage`, from 0 (empty) to 1 (every threshold reached)."""
    today = timezone.now()
    practised_skills = skills[: round(stage * len(skills))]
    positioned_skills = skills[: min(len(skills), round((stage + 0.25) * len(skills)))] if stage else []
    levels = {
        can_do: SelfPosition.ALONE if skill in practised_skills else draw.choice([SelfPosition.NO, SelfPosition.HELPED])
        for skill in positioned_skills
        for can_do in skill.can_dos.all()
    }
    if stage not in (0, 1) and positioned_skills:
        # One skill more than anybody has seen: it is to be shown.
        levels |= dict.fromkeys(skills[len(practised_skills)].can_dos.all(), SelfPosition.ALONE)
        leave_half_way(levels, skills=positioned_skills)
    if levels:
        answer_can_dos(record=record, levels=levels, created_at=today - timedelta(days=draw.randint(120, 300)))
    for rank, skill in enumerate(practised_skills):
        seen_at = today - timedelta(days=110 - 6 * rank)
        fact = last_fact(skill, draw)
        pieces = ()
        # Who has come to the end brings a finished work.
        if stage == 1 and skill.code == "D3.3":
            fact, pieces = finished_work()
        lines = [(seen_at, fact, pieces)]
        # Who has not come to the end has been seen once only for some skills: these may not be proposed yet.
        if stage == 1 or rank % 4 != SEEN_ONCE:
            earlier_at = seen_at - timedelta(days=9 + 5 * (rank % 4))
            lines.insert(0, (earlier_at, first_fact(skill, but=fact.text), ()))
        for at, each, files in lines:
            add_fact_with_files(
                record=record,
                skill=skill,
                observed_by=animator,
                pieces=files,
                observed_on=timezone.localdate(at),
                noted_at=at + each.noted_after,
                **each.fields,
            )


def leave_half_way(levels: dict[CanDo, SelfPosition], *, skills: list[Skill]) -> None:
    """Take out sentences that the learner left: each fifth skill is answered in part, and so is the last one."""
    for skill in {*skills[HALF_ANSWERED::5], skills[-1]}:
        can_dos = list(skill.can_dos.all())
        for can_do in can_dos[(len(can_dos) + 1) // 2 :]:
            del levels[can_do]


def build_learners(*, animators: list[Member], namer: Namer, draw: random.Random) -> None:
    """Build sixty learners; the first eight are followed by the EPM of `animateur1`."""
    skills = base_skills()
    for rank in range(LEARNER_COUNT):
        animator = animators[0] if rank < FIRST_EPM_LEARNERS else animators[rank % 25]
        first_name, last_name = namer.next()
        # A child comes with a parent, who signed a paper.
        is_child = rank == CHILD_RANK
        # The first card shows a half-filled record; the others are at every stage. Nothing is noted before the opening.
        stage = 0.5 if rank == 0 else (rank % 10) / 9
        opened_at = timezone.now() - timedelta(days=draw.randint(305, 420) if stage else draw.randint(1, 60))
        record = open_record(
            animator=animator,
            opened_at=opened_at,
            first_name=first_name,
            last_name=last_name if rank == MERGED_RANK or draw.random() < 0.7 else f"{last_name[0]}.",
            birth_year=(draw.choice([None, draw.randint(1938, 1998)]), timezone.localdate().year - 12)[is_child],
            consent_means=ConsentMeans.WRITTEN if is_child else ConsentMeans.ORAL,
            consent_giver=ConsentGiver.PARENT if is_child else ConsentGiver.PERSON,
            parent_signature=ParentSignature(
                f"Claire {last_name}", paper_mark="Classeur «\u00a0Accords\u00a0», n°\u00a014"
            ),
        )
        build_record(record, stage=stage, skills=skills, animator=animator, draw=draw)
