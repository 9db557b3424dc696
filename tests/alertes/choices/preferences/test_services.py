"""Choosing what one is told: kind by kind, matter by matter, and what waits follows."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.mails.models.mail_item import MailItem
from alertes.choices.kinds import declared_kinds, kinds_of
from alertes.choices.preferences.hours import after_quiet, next_digest, quiet_hours
from alertes.choices.preferences.models import MailChoice
from alertes.choices.preferences.rhythms import chosen_rhythms, mailed_matters
from alertes.choices.preferences.services import (
    choose_kinds,
    choose_mails,
    choose_quiet_hours,
    stop_digests,
    stop_everything,
    stop_kind,
    stop_matter,
)
from alertes.enums import Matter, Rhythm
from forums.declarations.events import OWN_TOPIC_ANSWERED, TOPIC_ANSWERED
from tests.clock import freeze_time
from tests.factories.alertes import MailItemFactory

pytestmark = pytest.mark.django_db


def test_choices_cover_every_matter_that_may_reach_the_member(animator):
    choose_mails(member=animator, matters={Matter.SEARCHES})

    assert mailed_matters(animator) == {Matter.SEARCHES}
    assert not MailChoice.objects.filter(matter=Matter.REVIEWS).exists()


def test_new_choice_replaces_the_earlier_one(animator):
    choose_mails(member=animator, matters=set())

    choose_mails(member=animator, matters={Matter.SHEETS, Matter.FORUMS})

    assert mailed_matters(animator) == {Matter.SHEETS, Matter.FORUMS}


def test_stopping_one_matter_keeps_the_others(animator):
    stop_matter(member=animator, matter=Matter.FORUMS)

    assert mailed_matters(animator) == set(Matter.of(animator)) - {Matter.FORUMS}


def test_kind_of_a_matter_that_was_declined_may_be_wanted_again(animator):
    stop_matter(member=animator, matter=Matter.FORUMS)

    choose_kinds(member=animator, choices={TOPIC_ANSWERED: (Rhythm.WEEKLY, True)})

    rhythms = chosen_rhythms(animator)
    assert (rhythms[TOPIC_ANSWERED][0], rhythms[OWN_TOPIC_ANSWERED][0]) == (Rhythm.WEEKLY, Rhythm.NEVER)


def test_stopping_digests_keeps_what_leaves_at_once(animator):
    stop_digests(member=animator)

    for kind, (rhythm, _) in chosen_rhythms(animator).items():
        assert rhythm is (Rhythm.AT_ONCE if kind.rhythm is Rhythm.AT_ONCE else Rhythm.NEVER)


def test_stopping_everything_stops_every_kind_and_what_waits(animator, colleague):
    MailItemFactory(member=animator)
    theirs = MailItemFactory(member=colleague)

    stop_everything(member=animator)

    assert {rhythm for rhythm, _ in chosen_rhythms(animator).values()} == {Rhythm.NEVER}
    assert MailItem.objects.get() == theirs


@freeze_time("2026-03-03 09:00")  # a Tuesday
def test_what_waits_follows_the_choice(animator):
    _declined, kept = (
        MailItemFactory(member=animator, kind=kind.name) for kind in (OWN_TOPIC_ANSWERED, TOPIC_ANSWERED)
    )

    stop_kind(member=animator, kind=OWN_TOPIC_ANSWERED)
    choose_kinds(member=animator, choices={TOPIC_ANSWERED: (Rhythm.WEEKLY, True)})

    assert MailItem.objects.get() == kept
    assert MailItem.objects.get().due == next_digest(Rhythm.WEEKLY, timezone.now())


def test_every_kind_has_a_line_or_always_leaves_or_stays_on_the_site(coordinator):
    lines = set(kinds_of(coordinator))

    for kind in declared_kinds().values():
        assert (kind in lines) == (kind.is_mailed and kind.may_be_declined)
        assert kind.sentence.endswith(".")
        assert len(kind.name) <= 40


# Hours


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        ("2026-03-03T18:59+01:00", (20, 7), "2026-03-03T18:59+01:00"),
        ("2026-03-03T20:00+01:00", (20, 7), "2026-03-04T07:00+01:00"),
        ("2026-03-04T06:59+01:00", (20, 7), "2026-03-04T07:00+01:00"),
        ("2026-03-04T07:00+01:00", (20, 7), "2026-03-04T07:00+01:00"),
        ("2026-03-04T13:00+01:00", (12, 14), "2026-03-04T14:00+01:00"),
        ("2026-03-04T13:00+01:00", (13, 13), "2026-03-04T13:00+01:00"),
        ("2026-03-28T23:00+01:00", (20, 7), "2026-03-29T07:00+02:00"),
    ],
)
def test_mail_waits_for_the_end_of_quiet_hours(moment, hours, expected):
    parse = timezone.datetime.fromisoformat
    assert after_quiet(parse(moment), hours) == parse(expected)


@pytest.mark.parametrize(
    ("moment", "rhythm", "expected"),
    [
        ("2026-03-03T06:59+01:00", Rhythm.DAILY, "2026-03-03T07:00+01:00"),
        ("2026-03-03T07:00+01:00", Rhythm.DAILY, "2026-03-04T07:00+01:00"),
        ("2026-03-03T12:00+01:00", Rhythm.WEEKLY, "2026-03-09T07:00+01:00"),
        ("2026-03-09T06:00+01:00", Rhythm.WEEKLY, "2026-03-09T07:00+01:00"),
        ("2026-03-09T08:00+01:00", Rhythm.WEEKLY, "2026-03-16T07:00+01:00"),
    ],
)
def test_digest_leaves_in_the_morning_that_of_a_week_on_monday(moment, rhythm, expected):
    parse = timezone.datetime.fromisoformat
    assert next_digest(rhythm, parse(moment)) == parse(expected)


def test_own_quiet_hours_replace_those_of_the_site(animator, colleague, settings):
    settings.QUIET_HOURS = "20-7"
    choose_quiet_hours(member=animator, begin=18, end=9)
    choose_quiet_hours(member=animator, begin=0, end=0)

    assert quiet_hours([animator.pk, colleague.pk]) == {animator.pk: (0, 0), colleague.pk: (20, 7)}
    with pytest.raises(ValidationError):
        choose_quiet_hours(member=animator, begin=24, end=7)
