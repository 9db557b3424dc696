"""Which browsers are taken, and whose notices are pushed to them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify, take_back_notice
from alertes.channels.push.models import PushDevice, PushedNotice
from alertes.channels.push.services import BROKEN, MOST_DEVICES, TOO_MANY, add_device, forget_old_pushes
from alertes.choices.preferences.services import choose_kinds
from alertes.choices.subscriptions.models import Subscription
from alertes.enums import Rhythm
from forums.declarations.events import OWN_TOPIC_ANSWERED, TOPIC_ANSWERED

pytestmark = pytest.mark.django_db


def tell(member, *, key: str = "post:1", kind=OWN_TOPIC_ANSWERED, **others) -> None:
    notify(members=[member], key=key, text="Camille a répondu", url="/forums/sujets/1/", kind=kind, **others)


def test_what_leaves_at_once_is_planned_once_for_each_device(animator, colleague, device, push_service):
    other = add_device(member=animator, browser="Edge", **push_service.given("/p/2"))
    tell(animator)
    tell(animator)
    tell(colleague)

    notice = Notice.objects.get(member=animator)
    assert sorted(PushedNotice.objects.values_list("device", "notice")) == [
        (device.pk, notice.pk), (other.pk, notice.pk),
    ]  # fmt: skip


@pytest.mark.parametrize("choice", [(Rhythm.DAILY, True), (Rhythm.NEVER, True), (Rhythm.AT_ONCE, False)])
def test_what_the_member_does_not_want_at_once_on_the_site_is_not_pushed(animator, device, choice):
    choose_kinds(member=animator, choices={OWN_TOPIC_ANSWERED: choice})
    tell(animator)

    assert not PushedNotice.objects.exists()


def test_subject_followed_at_once_is_pushed_whatever_its_kind(animator, device):
    tell(animator, kind=TOPIC_ANSWERED, followed=["topic:1"])
    assert not PushedNotice.objects.exists()

    Subscription.objects.create(member=animator, subject="topic:1", rhythm=Rhythm.AT_ONCE)
    tell(animator, key="post:2", kind=TOPIC_ANSWERED, followed=["topic:1"])

    assert PushedNotice.objects.get().is_asked


def test_site_without_key_plans_nothing(animator, device, settings):
    settings.PUSH_KEY = ""
    tell(animator)

    assert not PushedNotice.objects.exists()


def test_device_is_not_told_of_what_came_before_it(animator, device):
    PushDevice.objects.update(created=timezone.now() + timedelta(minutes=1))
    tell(animator)

    assert not PushedNotice.objects.exists()


def test_withdrawn_notice_is_not_pushed(animator, device):
    tell(animator)
    take_back_notice(key="post:1")

    assert not PushedNotice.objects.exists()


def test_quiet_hours_put_off_even_what_presses(animator, device, settings):
    hour = timezone.localtime().hour
    settings.QUIET_HOURS = f"{hour}-{(hour + 2) % 24}"
    tell(animator)

    due = timezone.localtime(PushedNotice.objects.get().due)
    assert (due.hour, due.minute) == ((hour + 2) % 24, 0)
    assert due > timezone.now()


def test_browser_that_changes_hands_is_told_for_the_last_one_alone(animator, colleague, device, push_service):
    tell(animator)
    add_device(member=colleague, browser="Firefox", **push_service.given())

    assert PushDevice.objects.get().member == colleague
    assert not PushedNotice.objects.exists()


def test_number_of_devices_is_limited(animator, push_service):
    for rank in range(MOST_DEVICES):
        add_device(member=animator, browser="Firefox", **push_service.given(f"/p/{rank}"))

    with pytest.raises(ValidationError) as refusal:
        add_device(member=animator, browser="Firefox", **push_service.given("/p/autre"))

    assert refusal.value.messages == [TOO_MANY]
    assert PushDevice.objects.count() == MOST_DEVICES
    add_device(member=animator, browser="Edge", **push_service.given("/p/1"))  # one of them, again


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": ""},
        {"endpoint": "http://push.example.org/1"},
        {"endpoint": "https://10.0.0.1/1"},
        {"endpoint": "https://127.0.0.1/1"},
        {"endpoint": "https://nom:secret@push.example.org/1"},
        {"public_key": ""},
        {"public_key": "AAAA"},
        {"public_key": "é"},
        {"auth_secret": "AAAA"},
    ],
)
def test_what_no_browser_gives_is_refused(animator, push_service, wrong):
    with pytest.raises(ValidationError) as refusal:
        add_device(member=animator, browser="Firefox", **push_service.given() | wrong)

    assert refusal.value.messages == [BROKEN]
    assert not PushDevice.objects.exists()


def test_old_pushes_are_forgotten(animator, device):
    tell(animator)
    tell(animator, key="post:2")
    PushedNotice.objects.filter(notice__key="post:1").update(settled=timezone.now() - timedelta(days=8))
    PushedNotice.objects.filter(notice__key="post:2").update(settled=timezone.now())

    assert forget_old_pushes() == 1
    assert PushedNotice.objects.get().notice.key == "post:2"
