"""The demo's learners in two EPM, probable duplicates, and a person with two merged records."""

from datetime import timedelta

from django.utils import timezone

from b2i.admission.duplicates.services import merge
from b2i.admission.registration.services import create_learner
from b2i.frameworks.models.framework import Skill
from b2i.people.enums import ConsentMeans
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import end_following, follow
from b2i.records.services import add_evidence
from extranet.demo.content import read_file
from extranet.demo.records.learners import MERGED_RANK
from reseau.people.members.models.member import Member


def build_twins(*, animators: list[Member]) -> None:
    """Build around the first EPM: learners shared in both directions, a probable duplicate, a merge."""
    first_animator, second_animator, third_animator = animators[0], animators[1], animators[2]
    learners = list(
        Learner.objects.filter(epm=first_animator.main_position.epm).select_related("member", "epm").order_by("pk")
    )
    for animator in (second_animator, third_animator):
        following = follow(learner=learners[0], epm=animator.main_position.epm, noted_by=animator)
    end_following(following=following, ended_by=learners[0].member)
    guest = Learner.objects.exclude(epm=first_animator.main_position.epm).order_by("pk").first()
    follow(learner=guest, epm=first_animator.main_position.epm, noted_by=first_animator, means=ConsentMeans.WRITTEN)
    build_twin(learners[2], animator=first_animator)
    kept_learner = learners[MERGED_RANK]
    absorbed_learner = build_twin(kept_learner, animator=first_animator)
    add_some_evidence(absorbed_learner, animator=first_animator)
    merge(kept=kept_learner, absorbed=absorbed_learner, merged_by=first_animator)


def build_twin(learner: Learner, *, animator: Member) -> Learner:
    """Build a second record of the same person, without a card, under a mistyped name."""
    member = learner.member
    return create_learner(
        first_name=member.first_name,
        last_name=f"{member.last_name}e",
        epm=learner.epm,
        created_by=animator,
        birth_year=learner.birth_year,
        consent_given_at=timezone.now() - timedelta(days=12),
        with_card=False,
        is_fictitious=True,
    ).learner


def add_some_evidence(learner: Learner, *, animator: Member) -> None:
    sentences = read_file("evidence")
    skills = Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain")
    for skill in skills.filter(code__in=("D2.1", "D5.1")):
        add_evidence(
            record=learner.records.get(),
            skill=skill,
            text=sentences[skill.code][0]["text"],
            observed_by=animator,
            observed_on=timezone.localdate() - timedelta(days=10),
        )
