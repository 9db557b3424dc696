"""Who is free and able: nobody busy, absent, gone or enrolled is asked."""

from datetime import timedelta

import pytest

from formation.enums import DayPart
from formation.year.replacement.candidates import DECLARED, SAME_THEME, candidates_for
from reseau.people.members.models.position import Position
from tests.factories.b2i import SkillFactory
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.planning import TrainerProfileFactory, UnavailabilityFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.formation.year.replacement.conftest import give


def found(session) -> list:
    return [candidate.member for candidate in candidates_for(session)]


def test_people_are_able_by_what_they_gave_declared_or_teach_near(training, session, ill, able):
    experienced = PositionFactory().member
    for days in (-40, -20):
        give(SessionFactory(training=training, epm=EPMFactory(), dates=[in_days(days)]), experienced)
    skill, same_domain, other_theme = SkillFactory(), SkillFactory(), SkillFactory(domain__code="X9")
    same_domain.domain = skill.domain
    same_domain.save()
    near, far = TrainingPageFactory(), TrainingPageFactory()
    for page, taught in ((training, skill), (near, same_domain), (far, other_theme)):
        page.skills.add(taught)
        page.save()
    neighbour = TrainerProfileFactory(trainings=[near]).member
    TrainerProfileFactory(trainings=[far])
    give(SessionFactory(training=far, epm=EPMFactory(), dates=[in_days(-10)]), PositionFactory().member)

    candidates = candidates_for(session)

    assert candidates[0].member == experienced
    assert {candidate.member for candidate in candidates[1:3]} == set(able)
    assert candidates[3].member == neighbour
    assert [candidate.reasons for candidate in candidates] == [
        ("l’a donnée 2\u00a0fois",),
        (DECLARED,),
        (DECLARED,),
        (SAME_THEME,),
    ]


@pytest.mark.parametrize(
    "keeping", ["trainer elsewhere", "participant elsewhere", "absent", "gone", "gone before", "closed", "enrolled"]
)
def test_whoever_is_not_free_on_one_of_the_days_is_not_asked(training, session, ill, able, keeping):
    """The session has a second day, in two weeks: one of both is enough."""
    HalfDayFactory(session=session, date=in_days(14))
    kept, free = able
    elsewhere = SessionFactory(epm=EPMFactory(), dates=[in_days(14)])
    match keeping:
        case "trainer elsewhere":
            give(elsewhere, kept)
        case "participant elsewhere":
            EnrolmentFactory(session=elsewhere, member=kept)
            give(elsewhere, PositionFactory().member)
        case "absent":
            UnavailabilityFactory(profile=kept.trainer_profile, first=in_days(13), last=in_days(15))
        case "gone":
            Position.objects.filter(member=kept).update(end=in_days(13))
        case "gone before":
            Position.objects.filter(member=kept).update(end=in_days(-1))
        case "closed":
            type(kept).objects.filter(pk=kept.pk).update(is_active=False)
        case "enrolled":
            EnrolmentFactory(session=session, member=kept, status="waiting")

    assert found(session) == [free]


def test_other_half_of_the_same_day_leaves_one_free(training, session, ill, able):
    elsewhere = SessionFactory(epm=EPMFactory(), dates=[in_days(30)])
    elsewhere.half_days.update(date=in_days(7), part=DayPart.AFTERNOON, start="14:00", end="17:00")
    give(elsewhere, able[0])

    assert set(found(session)) == set(able)


def test_days_that_are_not_usual_are_said(training, session, ill):
    day = in_days(7).weekday()
    for weekdays in ([day], [(day + 1) % 7], []):
        TrainerProfileFactory(trainings=[training], weekdays=weekdays)

    assert sorted(candidate.is_usual for candidate in candidates_for(session)) == [False, True, True]


def test_past_session_asks_nobody(past_session, able):
    assert candidates_for(past_session) == []


def test_any_number_of_people_costs_the_same_queries(training, session, ill, able, django_assert_max_num_queries):
    for _ in range(10):
        TrainerProfileFactory(trainings=[training])
    HalfDayFactory(session=session, date=in_days(7) + timedelta(days=1))

    with django_assert_max_num_queries(7):
        assert len(candidates_for(session)) == 12
