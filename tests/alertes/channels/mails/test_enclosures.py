"""Enclosures arrive once, in the format of mail software, and are deleted afterwards."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.utils import timezone

from alertes.channels.mails import services as mails
from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import LOST, reap_abandoned, send_waiting
from alertes.channels.notices import services as notices
from alertes.choices.preferences.models import MailChoice
from alertes.enums import DropReason, MailState, Matter
from formation.declarations.events import SESSION_DATES
from tests.clock import freeze_time
from tests.factories.alertes import EnclosureFactory, MailFactory, NoticeFactory
from tests.interleaving import just_before

pytestmark = pytest.mark.django_db


def received_messages(server) -> list[EmailMessage]:
    return [message_from_bytes(source, policy=policy.default) for source in server.messages]


def parts(message: EmailMessage) -> list[tuple[str, str | None]]:
    return [(part.get_content_type(), part.get_filename()) for part in message.walk()]


def test_file_arrives_byte_for_byte(server):
    enclosure = EnclosureFactory(name="convocation été.pdf")

    send_waiting()

    (message,) = received_messages(server)
    assert parts(message) == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("application/pdf", "convocation été.pdf"),
    ]
    assert next(iter(message.iter_attachments())).get_content() == enclosure.content


def test_invitation_is_both_an_alternative_and_a_file(server):
    EnclosureFactory(invitation=True)

    send_waiting()

    (message,) = received_messages(server)
    assert parts(message) == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "invitation.ics"),
    ]
    calendar = message.get_body(("calendar",))
    assert (calendar.get_param("method"), calendar.get_content_charset()) == ("REQUEST", "utf-8")
    (file,) = message.iter_attachments()
    assert calendar.get_content().splitlines() == file.get_content().decode().splitlines()
    assert calendar.get_content().splitlines()[2] == "SUMMARY:été"


def test_enclosure_is_deleted_once_sent_but_its_name_is_kept(server, animator):
    plan([animator], enclosing=lambda _: [Enclosure.pdf("convocation.pdf", b"%PDF")])
    Mail.objects.update(due=timezone.now())

    send_waiting()

    assert Mail.objects.get().enclosed == "convocation.pdf"
    assert not Enclosure.objects.exists()


def test_needless_mail_keeps_no_enclosure(animator):
    MailChoice.objects.create(member=animator, matter=Matter.TRAINING, rhythm="never")
    EnclosureFactory(mail__member=animator)

    send_waiting()

    assert not Enclosure.objects.exists()


def test_temporarily_refused_mail_leaves_complete_later(server):
    server.answers["RCPT"] = b"451 4.7.1 Revenez plus tard"
    enclosure = EnclosureFactory()
    send_waiting()
    server.answers.clear()

    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert send_waiting() == 1

    assert next(iter(received_messages(server)[0].iter_attachments())).get_content() == enclosure.content


def test_mail_of_a_killed_worker_is_not_repeated_but_the_operator_may_send_it(server):
    server.answers["DATA"] = None
    enclosure = EnclosureFactory()
    send_waiting()
    Mail.objects.update(state=MailState.SENDING, claimed=timezone.now() - timedelta(minutes=11))
    server.answers.clear()

    assert (reap_abandoned(), send_waiting()) == (1, 0)
    assert Mail.objects.get().problem == LOST
    assert (mails.retry_failed_mails(), send_waiting()) == (1, 1)

    messages = received_messages(server)
    assert len(messages) == 2
    assert messages[0]["Message-ID"] == messages[1]["Message-ID"]
    assert next(iter(messages[1].iter_attachments())).get_content() == enclosure.content
    assert not Enclosure.objects.exists()


def test_failed_mail_keeps_its_enclosures_for_a_month():
    now = timezone.now()
    EnclosureFactory(mail__state=MailState.FAILED, mail__planned=now - timedelta(days=31), mail__settled=now)
    EnclosureFactory(mail__state=MailState.SENT, mail__settled=now)
    recent_enclosure = EnclosureFactory(
        mail__state=MailState.FAILED, mail__planned=now - timedelta(days=29), mail__settled=now
    )
    waiting_enclosure = EnclosureFactory(mail__planned=now - timedelta(days=40))

    assert mails.forget_old_mails() == 0

    assert set(Enclosure.objects.all()) == {recent_enclosure, waiting_enclosure}


def test_mail_of_a_read_notice_still_brings_calendar_changes(server, animator):
    NoticeFactory(member=animator, key="session:1", read=True)
    mail = MailFactory(member=animator, key="session:1", follows_notice=True)
    EnclosureFactory(mail=mail, invitation=True)

    assert send_waiting() == 1


def test_withdrawn_notice_deletes_enclosures_of_its_mail(animator):
    notices.notify(
        members=[animator],
        key="session:1",
        text="Convocation",
        url="/f/",
        kind=SESSION_DATES,
        enclosing=lambda _: [Enclosure.pdf("convocation.pdf", b"%PDF")],
    )
    assert Enclosure.objects.count() == 1

    notices.take_back_notice(key="session:1")

    assert not Enclosure.objects.exists()


# Planning


def plan(recipients, **changes) -> None:
    fields = {"key": "session:1", "kind": SESSION_DATES, "subject": "Convocation", "text": "Le 12.", "url": "/f/"}
    mails.plan_mails(**{"recipients": recipients} | fields | changes)


def enclosures_for(recipient) -> list[Enclosure]:
    return [Enclosure.pdf("convocation.pdf", str(getattr(recipient, "pk", recipient)).encode())]


def test_each_recipient_gets_their_own_enclosures(animator, colleague):
    plan([animator, colleague], addresses=["mairie@example.org"], enclosing=enclosures_for)

    enclosures = Enclosure.objects.values_list("mail__member", "mail__outsider", "content")
    assert {(member, outsider, bytes(content)) for member, outsider, content in enclosures} == {
        (animator.pk, "", str(animator.pk).encode()),
        (colleague.pk, "", str(colleague.pk).encode()),
        (None, "mairie@example.org", b"mairie@example.org"),
    }


def test_recipient_already_mailed_gets_no_further_enclosure(animator, colleague):
    plan([animator], enclosing=enclosures_for)
    recipients = []

    def build_enclosures(recipient) -> list[Enclosure]:
        recipients.append(recipient)
        return enclosures_for(recipient)

    plan([animator, colleague], enclosing=build_enclosures)

    assert (recipients, Enclosure.objects.count()) == ([colleague], 2)


def test_recipient_mailed_meanwhile_by_another_worker_gets_one_enclosure(animator, colleague):
    with just_before("INSERT", lambda: plan([animator], enclosing=enclosures_for)):
        plan([animator, colleague], enclosing=enclosures_for)

    assert Enclosure.objects.count() == Mail.objects.count() == 2


def test_planning_enclosures_costs_the_same_queries_for_one_and_many(animator, colleague, django_assert_num_queries):
    with django_assert_num_queries(8):
        plan([animator], enclosing=enclosures_for)
    with django_assert_num_queries(8):
        plan([animator, colleague], key="session:2", enclosing=enclosures_for)


def test_str_of_an_enclosure_is_its_name():
    assert str(EnclosureFactory(name="convocation.pdf")) == "convocation.pdf"


def test_most_precise_drop_reason_is_kept(animator):
    MailFactory(member=animator)
    animator.positions.all().delete()

    send_waiting()

    assert Mail.objects.get().problem == DropReason.LEFT.label
