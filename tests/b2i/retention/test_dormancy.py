"""Tests of dormancy."""

from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.learners.models.learner import Learner
from b2i.records.models import Evidence, Positioning
from b2i.retention.dormancy import dormant, due, with_last_contact
from b2i.retention.enums import EliminationOutcome
from b2i.retention.models import Contact, DormancyNotice, Elimination, EliminationLine
from b2i.rights import services
from reseau.members.models.member import Member
from tests.factories.b2i import EvidenceFactory, PositioningFactory

pytestmark = pytest.mark.django_db


def ago(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def old(record):
    """Jeanne, without contact for three years."""
    Learner.objects.filter(pk=record.learner.pk).update(created=ago(1095))
    return record.learner


def listed(select) -> list[Learner]:
    return list(select(Learner.objects.all()))


def test_learner_without_contact_for_two_years_is_dormant(old):
    assert listed(dormant) == [old]


@pytest.mark.parametrize(("days", "count"), [(729, 0), (731, 1)])
def test_two_years_are_counted_in_days(record, days, count):
    Learner.objects.update(created=ago(days))
    assert len(listed(dormant)) == count


def evidence(record):
    EvidenceFactory(record=record, created=ago(700))


def positioning(record):
    PositioningFactory(record=record, created=ago(700))


def login(record):
    Member.objects.filter(pk=record.learner.member_id).update(last_login=ago(700))


def news(record):
    Contact.objects.create(learner=record.learner, created=ago(700))


@pytest.mark.parametrize("sign", [evidence, positioning, login, news])
def test_any_sign_counts_as_contact(record, old, sign):
    sign(record)
    assert listed(dormant) == []
    assert (timezone.now() - with_last_contact(Learner.objects.all()).get().last_contact).days == 700


def test_latest_sign_counts(record, old):
    for days in (1000, 800, 900):
        EvidenceFactory(record=record, created=ago(days))
    PositioningFactory(record=record, created=ago(1050))
    assert (timezone.now() - with_last_contact(Learner.objects.all()).get().last_contact).days == 800
    assert (Evidence.objects.count(), Positioning.objects.count()) == (3, 1)


def test_record_put_aside_is_never_dormant(old, animator):
    services.put_aside(learner=old, asked_by=animator)
    assert listed(dormant) == []


@pytest.mark.parametrize(("notice_age", "count"), [(None, 0), (89, 0), (90, 1)])
def test_record_is_due_three_months_after_notice(old, notice_age, count):
    if notice_age is not None:
        DormancyNotice.objects.create(learner=old, told_on=timezone.localdate() - timedelta(days=notice_age))
    assert len(listed(due)) == count


@pytest.mark.parametrize(("outcome", "count"), [(EliminationOutcome.WAITING, 0), (EliminationOutcome.KEPT, 1)])
def test_record_is_on_one_list_at_a_time(old, outcome, count):
    DormancyNotice.objects.create(learner=old, told_on=timezone.localdate() - timedelta(days=100))
    day = timezone.localdate()
    EliminationLine.objects.create(
        elimination=Elimination.objects.create(),
        learner=old,
        card_number="46-0007",
        epm=old.epm,
        opened_on=day,
        last_contact=day,
        outcome=outcome,
    )
    assert len(listed(due)) == count
