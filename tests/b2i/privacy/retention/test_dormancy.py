"""Tests of dormancy."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.dormancy import dormant, due, with_last_contact
from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.models import Contact, DormancyNotice, Elimination, EliminationLine
from b2i.privacy.rights import services
from b2i.records.models import Evidence, Positioning
from reseau.people.members.models.member import Member
from tests.clock import freeze_time
from tests.factories.b2i import EvidenceFactory, PositioningFactory, RetractedEvidenceFactory
from tests.moments import A_MINUTE, start_of

pytestmark = pytest.mark.django_db


START = start_of(date(2024, 3, 1))


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def dormant_learner(record):
    """Jeanne, without contact for three years."""
    Learner.objects.filter(pk=record.learner.pk).update(created=days_ago(1095))
    return record.learner


def selected_learners(select) -> list[Learner]:
    return list(select(Learner.objects.all()))


def test_learner_without_contact_for_two_years_is_dormant(dormant_learner):
    assert selected_learners(dormant) == [dormant_learner]


@pytest.mark.parametrize(("days", "count"), [(729, 0), (731, 1)])
def test_two_years_are_counted_in_days(record, days, count):
    Learner.objects.update(created=days_ago(days))
    assert len(selected_learners(dormant)) == count


def test_record_is_dormant_a_minute_after_two_years(record):
    Learner.objects.update(created=START)
    two_years_later = START + timedelta(days=730)
    for moment, count in ((two_years_later, 0), (two_years_later + A_MINUTE, 1)):
        with freeze_time(moment):
            assert len(selected_learners(dormant)) == count, moment


def test_line_noted_by_mistake_is_no_contact(record, dormant_learner):
    RetractedEvidenceFactory(record=record, created=days_ago(700))

    assert selected_learners(dormant) == [dormant_learner]


def evidence(record):
    EvidenceFactory(record=record, created=days_ago(700))


def positioning(record):
    PositioningFactory(record=record, created=days_ago(700))


def login(record):
    Member.objects.filter(pk=record.learner.member_id).update(last_login=days_ago(700))


def contact(record):
    Contact.objects.create(learner=record.learner, created=days_ago(700))


@pytest.mark.parametrize("sign", [evidence, positioning, login, contact])
def test_any_sign_counts_as_contact(record, dormant_learner, sign):
    sign(record)
    assert selected_learners(dormant) == []
    assert (timezone.now() - with_last_contact(Learner.objects.all()).get().last_contact).days == 700


def test_latest_sign_counts(record, dormant_learner):
    for days in (1000, 800, 900):
        EvidenceFactory(record=record, created=days_ago(days))
    PositioningFactory(record=record, created=days_ago(1050))
    assert (timezone.now() - with_last_contact(Learner.objects.all()).get().last_contact).days == 800
    assert (Evidence.objects.count(), Positioning.objects.count()) == (3, 1)


def test_record_put_aside_is_never_dormant(dormant_learner, animator):
    services.put_aside(learner=dormant_learner, asked_by=animator)
    assert selected_learners(dormant) == []


@pytest.mark.parametrize(("notice_age", "count"), [(None, 0), (89, 0), (90, 1)])
def test_record_is_due_three_months_after_notice(dormant_learner, notice_age, count):
    if notice_age is not None:
        DormancyNotice.objects.create(
            learner=dormant_learner, told_on=timezone.localdate() - timedelta(days=notice_age)
        )
    assert len(selected_learners(due)) == count


@pytest.mark.parametrize(("outcome", "count"), [(EliminationOutcome.WAITING, 0), (EliminationOutcome.KEPT, 1)])
def test_record_is_on_one_list_at_a_time(dormant_learner, outcome, count):
    DormancyNotice.objects.create(learner=dormant_learner, told_on=timezone.localdate() - timedelta(days=100))
    day = timezone.localdate()
    long_ago = day - timedelta(days=1095)
    EliminationLine.objects.create(
        elimination=Elimination.objects.create(),
        learner=dormant_learner,
        card_number="46-0007",
        epm=dormant_learner.epm,
        opened_on=long_ago,
        last_contact=long_ago,
        told_on=day - timedelta(days=100),
        listed_on=day,
        outcome=outcome,
    )
    assert len(selected_learners(due)) == count
