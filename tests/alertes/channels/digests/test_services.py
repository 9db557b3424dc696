"""Digests: one a day at most, everything told once, whatever dies in the middle; its cost grows with people alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.reply_addresses import reply_address
from alertes.channels.mails.sending import reap_abandoned, send_waiting
from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify, take_back_notice
from alertes.choices.preferences.services import choose_kinds, choose_quiet_hours
from alertes.choices.subscriptions.services import follow
from alertes.declarations.events import DIGEST
from alertes.enums import DropReason, MailState, Matter, Rhythm
from formation.declarations.events import SESSION_DATES, TRAINING_NEWS
from forums.declarations.events import OWN_TOPIC_ANSWERED, TOPIC_ANSWERED
from ressources.declarations.events import SHEET_NEWS
from tests.alertes.channels.mails.test_sending import KilledAfterwards, Unreachable
from tests.clock import freeze_time
from tests.factories.alertes import MailItemFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 3, 3, 6, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)


def tell(member, key: str = "post:1", **changes) -> None:
    fields = {"text": "Camille a répondu", "url": "/forums/reseau/encre/#message-1", "kind": TOPIC_ANSWERED}
    notify(**{"members": [member], "key": key} | fields | changes)


def send_at(moment: datetime) -> int:
    """Make the digests of `moment` and send them; return how many mails left."""
    with freeze_time(moment):
        send_digests()
        return send_waiting()


@freeze_time(MONDAY)
def test_what_can_wait_is_told_the_next_morning_in_one_mail(animator):
    tell(animator)
    tell(animator, "sheet:1", text="Votre fiche est publiée", url="/ressources/fiche/", kind=SHEET_NEWS)

    assert (send_at(MONDAY), send_at(TUESDAY_MORNING), send_at(TUESDAY_MORNING + A_DAY)) == (0, 1, 0)

    (message,) = outgoing.outbox
    assert message.to == [animator.email]
    assert message.subject == "1\u00a0message dans un sujet suivi et 1\u00a0nouvelle de vos fiches"


@freeze_time(MONDAY)
def test_digest_carries_what_was_said_and_leads_there(animator, settings):
    tell(animator, details="Mets du **papier** dans le bac.")
    tell(animator, "post:2", text="Sacha a répondu", url="/forums/reseau/encre/#message-2")

    send_at(TUESDAY_MORNING)

    (message,) = outgoing.outbox
    html = message.alternatives[0].content
    for part in (message.body, html):
        assert "Mets du **papier** dans le bac." in part
        assert part.count("Sacha a répondu") == 1
        assert f"{settings.ORIGIN}/forums/reseau/encre/#message-2" in part
        assert part.count("/forums/reseau/encre/") - part.count("encre/</a>") <= 2
    assert "/>" not in message.body


@freeze_time(MONDAY)
def test_digest_says_where_to_answer_by_mail_what_takes_answers(animator, settings):
    settings.REPLY_ADDRESS = "reponse@extranet.example"
    tell(animator, answers="topic:1")
    tell(animator, "sheet:1", text="Votre fiche est publiée", url="/ressources/fiche/", kind=SHEET_NEWS)

    send_at(TUESDAY_MORNING)

    (message,) = outgoing.outbox
    address = reply_address(kind="topic", key=1, member=animator.pk)
    assert message.body.count(address) == 1
    assert message.alternatives[0].content.count(f"mailto:{address}") == 1
    assert message.reply_to == []


@freeze_time(MONDAY)
def test_digest_has_a_link_that_stops_each_kind_and_one_that_stops_digests(client, animator, settings):
    tell(animator)
    tell(animator, "sheet:1", text="Votre fiche est publiée", url="/ressources/fiche/", kind=SHEET_NEWS)

    send_at(TUESDAY_MORNING)

    (message,) = outgoing.outbox
    paths = re.findall(rf"{settings.ORIGIN}(/alertes/courriels/arreter/[^\s]+)", message.body)
    assert message.extra_headers["List-Unsubscribe"] == f"<{settings.ORIGIN}{paths[0]}>"
    assert [client.get(path).context["words"] for path in paths] == [
        DIGEST.sentence,
        SHEET_NEWS.sentence,
        TOPIC_ANSWERED.sentence,
    ]


@freeze_time(MONDAY)
def test_five_hundred_events_make_one_light_mail(animator):
    for number in range(500):
        tell(animator, f"post:{number}", url=f"/forums/reseau/sujet-{number}/", details="Une réponse entière. " * 20)

    assert send_at(TUESDAY_MORNING) == 1

    (message,) = outgoing.outbox
    assert message.subject == "500\u00a0messages dans vos sujets suivis"
    assert len(message.alternatives[0].content.encode()) < 100_000
    assert "470 autres nouvelles" in message.body.replace("\u00a0", " ")


@freeze_time(MONDAY)
def test_what_was_read_or_withdrawn_or_declined_is_not_told(animator, colleague, stranger):
    for member in (animator, colleague, stranger):
        tell(member, f"post:{member.pk}")
    Notice.objects.filter(member=animator).mark_read()
    take_back_notice(key=f"post:{colleague.pk}")
    choose_kinds(member=stranger, choices={TOPIC_ANSWERED: (Rhythm.NEVER, True)})

    assert send_at(TUESDAY_MORNING) == 0
    assert outgoing.outbox == []


@freeze_time(TUESDAY_MORNING - A_DAY)
def test_digest_of_which_all_is_read_meanwhile_is_dropped(animator):
    MailItemFactory(member=animator, follows_notice=True, key="post:1")
    Notice.objects.create(member=animator, key="post:1", text="Lu", url="/forums/")
    with freeze_time(TUESDAY_MORNING):
        send_digests()
        Notice.objects.all().mark_read()
        assert send_waiting() == 0

    assert Mail.objects.get().problem == DropReason.READ.label


@freeze_time(MONDAY)
def test_weekly_news_wait_for_monday_even_if_the_site_slept(animator):
    choose_kinds(member=animator, choices={TOPIC_ANSWERED: (Rhythm.WEEKLY, True)})
    tell(animator)

    assert [send_at(MONDAY + days * A_DAY) for days in range(1, 7)] == [0] * 6
    assert send_at(MONDAY + 8 * A_DAY) == 1


@freeze_time(MONDAY)
def test_rhythm_chosen_for_a_subject_counts_before_that_of_its_kind(animator, colleague):
    choose_kinds(member=animator, choices={TOPIC_ANSWERED: (Rhythm.NEVER, True)})
    follow(member=animator, subject="topic:1", rhythm=Rhythm.AT_ONCE)
    follow(member=colleague, subject="topic:1")

    notify(
        members=[animator, colleague],
        key="post:1",
        text="Une réponse",
        url="/forums/",
        kind=TOPIC_ANSWERED,
        followed=["topic:1", "forum:1"],
    )

    assert Mail.objects.get().member == animator
    assert MailItem.objects.get().member == colleague
    assert send_at(MONDAY + timedelta(minutes=2)) == 1


@freeze_time(MONDAY)
def test_what_ends_within_a_day_leaves_at_once(animator):
    tell(animator, "session:1", kind=TRAINING_NEWS, deadline=MONDAY + A_DAY)
    tell(animator, "session:2", kind=TRAINING_NEWS, deadline=MONDAY + A_DAY - timedelta(minutes=1))
    tell(animator, "session:3", kind=SESSION_DATES)
    tell(animator, "post:3", kind=OWN_TOPIC_ANSWERED)

    at_once = dict(Mail.objects.values_list("key", "is_urgent"))
    assert at_once == {"session:2": True, "session:3": True, "post:3": False}
    assert MailItem.objects.get().key == "session:1"


@freeze_time(MONDAY)
def test_event_told_at_once_is_not_told_again_after_another_choice(animator):
    tell(animator, kind=OWN_TOPIC_ANSWERED)
    choose_kinds(member=animator, choices={OWN_TOPIC_ANSWERED: (Rhythm.DAILY, True)})

    tell(animator, kind=OWN_TOPIC_ANSWERED)

    assert (Mail.objects.count(), MailItem.objects.count()) == (1, 0)


@freeze_time(MONDAY)
def test_kind_hidden_from_the_site_is_mailed_and_leaves_no_unread_mark(client_of, animator):
    choose_kinds(member=animator, choices={TOPIC_ANSWERED: (Rhythm.DAILY, False)})
    tell(animator)

    assert not Notice.objects.visible_to(animator).exists()
    assert send_at(TUESDAY_MORNING) == 1


@freeze_time(MONDAY)
def test_second_digest_of_a_day_waits_for_the_next(animator):
    tell(animator)
    assert send_at(TUESDAY_MORNING) == 1
    with freeze_time(TUESDAY_MORNING):
        MailItemFactory(member=animator, key="sheet:1")

    assert send_at(TUESDAY_MORNING + timedelta(hours=12)) == 0
    assert send_at(TUESDAY_MORNING + A_DAY) == 1


@freeze_time(MONDAY)
def test_server_that_was_down_overnight_does_not_make_two_digests_in_a_day(animator, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{Unreachable.__module__}.Unreachable"
    tell(animator)
    assert send_at(TUESDAY_MORNING) == 0
    settings.EMAIL_BACKEND = backend
    with freeze_time(TUESDAY_MORNING):
        tell(animator, "post:2")
    wednesday = TUESDAY_MORNING + A_DAY

    assert send_at(wednesday) == 1
    assert send_at(wednesday + timedelta(hours=3)) == 0
    assert send_at(wednesday + A_DAY) == 1
    assert not MailItem.objects.waiting().exists()


@freeze_time(MONDAY)
def test_worker_killed_once_the_digest_left_does_not_send_it_again(animator, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{KilledAfterwards.__module__}.KilledAfterwards"
    tell(animator)
    with pytest.raises(SystemExit):
        send_at(TUESDAY_MORNING)
    settings.EMAIL_BACKEND = backend
    with freeze_time(TUESDAY_MORNING + timedelta(minutes=11)):
        assert reap_abandoned() == 1

    assert send_at(TUESDAY_MORNING + A_DAY) == 0
    assert len(outgoing.outbox) == 1


@freeze_time(MONDAY)
def test_digest_waits_for_the_end_of_the_quiet_hours_of_its_reader(animator):
    choose_quiet_hours(member=animator, begin=18, end=9)
    tell(animator)

    assert send_at(TUESDAY_MORNING) == 0
    assert send_at(TUESDAY_MORNING + timedelta(hours=2)) == 1


@freeze_time(MONDAY)
def test_member_who_left_gets_no_digest(animator):
    tell(animator)
    animator.positions.all().delete()

    assert send_at(TUESDAY_MORNING) == 0
    assert Mail.objects.get().problem == DropReason.LEFT.label


@freeze_time(MONDAY)
def test_command_says_how_many_digests_it_made(animator, capsys):
    tell(animator)

    with freeze_time(TUESDAY_MORNING):
        call_command("send_digests")
        call_command("send_digests")

    assert capsys.readouterr().out.splitlines() == ["Résumés préparés\u00a0: 1", "Résumés préparés\u00a0: 0"]
    assert Mail.objects.get().kind == DIGEST.name


@pytest.mark.parametrize(("people", "events"), [(1, 1), (1, 60), (40, 1), (40, 20)])
@freeze_time(TUESDAY_MORNING)
def test_cost_grows_with_people_and_not_with_events(people, events):
    """A thousand and eight hundred people are nine lots of two hundred, each under the same queries."""
    for member in MemberFactory.create_batch(people, animator=True):
        MailItemFactory.create_batch(events, member=member, matter=Matter.FORUMS)

    with CaptureQueriesContext(connection) as gathering:
        assert send_digests() == people
    with CaptureQueriesContext(connection) as sending:
        assert send_waiting() == people

    assert len(gathering) <= 16
    assert len(sending) <= 3 + 16 * people
    assert Mail.objects.filter(state=MailState.SENT).count() == people
