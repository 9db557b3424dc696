"""Pushes on their way: what the browser reads, what becomes of each answer, once at most."""

import base64
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.channels.notices.models import Notice
from alertes.channels.push import sending
from alertes.channels.push.models import PushDevice, PushedNotice
from alertes.channels.push.sending import LOST, MAX_ATTEMPTS, reap_abandoned_pushes, send_waiting_pushes
from alertes.channels.push.site_key import public_site_key
from alertes.channels.push.tasks import reap_stuck_pushes, send_pushes
from alertes.choices.preferences.services import choose_kinds
from alertes.enums import Rhythm
from b2i.declarations.events import KINDS as KINDS_OF_RECORDS
from forums.declarations.events import OWN_TOPIC_ANSWERED
from reseau.web.outside_addresses.posting import NOTHING_LEAVES
from tests.alertes.channels.push.test_services import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def pushed(animator, device) -> PushedNotice:
    tell(animator)
    return PushedNotice.objects.get()


def test_browser_reads_what_it_is_about_and_no_name(pushed, push_service):
    assert send_waiting_pushes() == 1

    assert push_service.opened() == [
        {
            "title": OWN_TOPIC_ANSWERED.counted(1),
            "body": "Les forums",
            "url": "/forums/sujets/1/",
            "tag": f"alerte-{pushed.notice_id}",
        }
    ]
    pushed.refresh_from_db()
    assert (bool(pushed.settled), pushed.problem) == (True, "")
    assert PushDevice.objects.get().last_told


def test_service_knows_who_writes_and_for_how_long(pushed, push_service, settings):
    settings.DEFAULT_FROM_EMAIL = "Réseau <extranet@example.org>"
    send_waiting_pushes()

    (path, headers, _), place = push_service.taken[0], push_service.place
    scheme, _, signed = headers["Authorization"].partition(" ")
    token, key = (part.partition("=")[2] for part in signed.split(","))
    point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), base64.urlsafe_b64decode(f"{key}="))
    claims = jwt.decode(token, point, algorithms=["ES256"], audience=f"https://{place}")
    assert (path, scheme, key) == ("/p/1", "vapid", public_site_key())
    assert claims["sub"] == "mailto:extranet@example.org"
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", str(12 * 3600))


def test_service_keeps_nothing_into_quiet_hours(pushed, push_service, settings):
    now = timezone.localtime()
    settings.QUIET_HOURS = f"{(now.hour + 2) % 24}-{(now.hour + 4) % 24}"
    send_waiting_pushes()

    assert 3600 - 5 <= int(push_service.taken[0][1]["TTL"]) <= 2 * 3600


def test_what_is_about_records_opens_the_list(animator, device, push_service):
    kind = next(kind for kind in KINDS_OF_RECORDS if kind.is_mailed and kind.may_be_declined)
    choose_kinds(member=animator, choices={kind: (Rhythm.AT_ONCE, True)})
    tell(animator, kind=kind)
    send_waiting_pushes()

    assert [read["url"] for read in push_service.opened()] == ["/alertes/"]


def test_double_run_posts_once(pushed, push_service):
    assert (send_waiting_pushes(), send_waiting_pushes(), PushedNotice.objects.claim(pushed.pk)) == (1, 0, False)
    assert len(push_service.taken) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_device_that_is_no_more_is_forgotten(pushed, push_service, status):
    push_service.status = status

    assert send_waiting_pushes() == 0
    assert not PushDevice.objects.exists()
    assert not PushedNotice.objects.exists()


@pytest.mark.parametrize("status", [429, 503])
def test_busy_service_is_asked_again_a_few_times(pushed, push_service, status, caplog):
    push_service.status = status
    for _ in range(MAX_ATTEMPTS + 2):
        send_waiting_pushes()
        PushedNotice.objects.update(due=timezone.now())

    pushed.refresh_from_db()
    assert (len(push_service.taken), pushed.problem, bool(pushed.settled)) == (MAX_ATTEMPTS, f"réponse {status}", True)
    assert f"réponse {status}" in caplog.text


@pytest.mark.parametrize("status", [302, 400, 403])
def test_refusal_is_final_and_logged(pushed, push_service, status, caplog):
    push_service.status = status
    send_waiting_pushes()
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert (len(push_service.taken), pushed.problem, bool(pushed.settled)) == (1, f"réponse {status}", True)
    assert f"was refused: {status}" in caplog.text


def test_silent_service_is_cut_and_not_asked_again(pushed, push_service, monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    push_service.seconds = 3
    begin = timezone.now()
    send_waiting_pushes()
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert timezone.now() - begin < timedelta(seconds=2)
    assert (len(push_service.taken), pushed.problem) == (1, LOST)


def test_service_that_is_down_is_asked_later(pushed, push_service):
    push_service.close()
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert (pushed.settled, pushed.claimed, pushed.attempts) == (None, None, 1)
    assert pushed.due > timezone.now() + timedelta(minutes=4)


def test_address_that_leads_to_a_private_machine_is_never_asked(pushed, push_service, settings):
    settings.OUTSIDE_ALLOWED = []
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert push_service.taken == []
    assert pushed.problem == "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."


def test_address_without_https_is_never_asked(pushed, push_service):
    PushDevice.objects.update(endpoint=f"http://{push_service.place}/p/1")
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert push_service.taken == []
    assert pushed.problem == "Rien n’est envoyé à une adresse qui n’est pas en https://."


def test_quiet_hours_that_begin_meanwhile_hold_it(pushed, push_service, settings):
    hour = timezone.localtime().hour
    settings.QUIET_HOURS = f"{hour}-{(hour + 2) % 24}"
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert (push_service.taken, pushed.attempts, pushed.settled, pushed.claimed) == ([], 0, None, None)
    assert timezone.localtime(pushed.due).hour == (hour + 2) % 24


def read(pushed) -> None:
    Notice.objects.mark_read()


def leave(pushed) -> None:
    pushed.device.member.positions.all().delete()


def decline(pushed) -> None:
    choose_kinds(member=pushed.device.member, choices={OWN_TOPIC_ANSWERED: (Rhythm.DAILY, True)})


def grow_old(pushed) -> None:
    Notice.objects.update(created=timezone.now() - timedelta(days=2))


@pytest.mark.parametrize("change", [read, leave, decline, grow_old])
def test_what_is_not_worth_it_any_more_is_dropped(pushed, push_service, change):
    change(pushed)
    send_waiting_pushes()

    pushed.refresh_from_db()
    assert (push_service.taken, bool(pushed.settled)) == ([], True)
    assert pushed.problem != ""


def test_demonstration_drops_what_it_would_send_and_logs_nothing(pushed, push_service, settings, caplog):
    settings.DEMO = True

    assert send_waiting_pushes() == 0
    pushed.refresh_from_db()
    assert (bool(pushed.settled), pushed.problem) == (True, NOTHING_LEAVES)
    assert (push_service.taken, caplog.text) == ([], "")


def test_what_a_killed_worker_left_is_not_posted_again(pushed, push_service):
    PushedNotice.objects.update(claimed=timezone.now() - timedelta(minutes=11))

    assert (reap_abandoned_pushes(), send_waiting_pushes()) == (1, 0)
    pushed.refresh_from_db()
    assert (push_service.taken, pushed.problem) == ([], LOST)


def test_job_queues_the_next_one_if_something_waits(pushed, push_service):
    push_service.status = 503
    assert send_pushes.call() == {"sent": 0}
    reap_stuck_pushes()

    (job,) = DBTaskResult.objects.filter(task_path=send_pushes.module_path, status=TaskResultStatus.READY)
    pushed.refresh_from_db()
    assert job.run_after == pushed.due
