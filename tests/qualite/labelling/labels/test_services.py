"""Labels that end are told in time, twice, unless a later one follows."""

import datetime

import pytest
from django.utils import timezone

from alertes.channels.notices.models import Notice
from qualite.labelling.labels.services import remind_of_labels
from tests.factories.qualite import QualityLabelFactory

pytestmark = pytest.mark.django_db


def ending_in(days: int, epm, **values):
    end = timezone.localdate() + datetime.timedelta(days=days)
    return QualityLabelFactory(epm=epm, starts_on=end - datetime.timedelta(days=300), ends_on=end, **values)


@pytest.mark.parametrize(("days", "told"), [(91, 0), (90, 1), (30, 1), (0, 1), (-1, 0)])
def test_reminder_comes_three_months_before_the_end(epm, animator, days, told):
    ending_in(days, epm)

    assert remind_of_labels() == told
    assert Notice.objects.filter(member=animator).count() == told


def test_second_reminder_comes_a_month_before_the_end(epm, animator):
    label = ending_in(80, epm)
    remind_of_labels()
    label.ends_on = timezone.localdate() + datetime.timedelta(days=20)
    label.save()

    remind_of_labels()
    remind_of_labels()

    assert Notice.objects.filter(member=animator).count() == 2


def test_label_followed_by_another_is_not_told(epm, animator):
    label = ending_in(20, epm)
    QualityLabelFactory(epm=epm, charter=label.charter)

    assert remind_of_labels() == 0


def test_labels_of_others_are_not_told(epm, other_epm, animator, stranger, territorial):
    ending_in(20, epm)

    remind_of_labels()

    assert {notice.member for notice in Notice.objects.all()} == {animator, territorial}


def test_label_of_a_closed_place_is_not_told(epm, animator):
    ending_in(20, epm)
    epm.is_open = False
    epm.save()

    assert remind_of_labels() == 0
