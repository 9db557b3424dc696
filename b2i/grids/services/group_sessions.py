"""Opening the session of a workshop, and changing who was there and what was worked on."""

import datetime
from collections.abc import Collection

from django.db import transaction

from b2i.frameworks.models.framework import Skill
from b2i.grids.models import GroupSession
from b2i.learners.models.learner import Learner
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM


@transaction.atomic
def open_group_session(
    *,
    epm: EPM,
    date: datetime.date,
    title: str,
    skills: Collection[Skill],
    learners: Collection[Learner],
    led_by: Member,
    sentence: str = "",
) -> GroupSession:
    """A session with its rows and its columns; nothing is noted of anybody yet."""
    session = GroupSession(epm=epm, date=date, title=title, sentence=sentence, led_by=led_by)
    session.full_clean()
    session.save()
    session.skills.set(skills)
    session.learners.set(learners)
    return session


@transaction.atomic
def change_group_session(
    *, session: GroupSession, title: str, sentence: str, skills: Collection[Skill], learners: Collection[Learner]
) -> None:
    """Whoever, and whatever, has a tick already stays in the grid. Lines that are written keep their sentence."""
    session.title, session.sentence = title, sentence
    session.full_clean()
    session.save()
    ticked = session.evidence.standing()
    noted_skills, noted_learners = ticked.values_list("skill"), ticked.values_list("record__learner")
    session.skills.set({skill.pk for skill in skills} | {key for (key,) in noted_skills})
    session.learners.set({learner.pk for learner in learners} | {key for (key,) in noted_learners})
