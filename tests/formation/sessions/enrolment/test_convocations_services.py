"""Convocations and reminders on time, once for each person, whatever happens to the worker."""

import datetime
import io

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from pypdf import PdfReader

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.models import MailChoice
from alertes.enums import MailState, Matter, Rhythm
from formation.sessions.enrolment.services import convocations
from formation.sessions.enrolment.services.convocations import send_convocations, send_reminders
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session_people import SessionTrainer
from tests.clock import freeze_time
from tests.factories.formation import EnrolmentFactory, SessionFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 20)


@pytest.fixture
def session(training, epm):
    """A morning of 20 March 2026; convocation 14 days before, reminders 7 days and one day before."""
    with freeze_time("2026-01-05"):
        return SessionFactory(training=training, epm=epm, dates=[DAY])


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text}+01:00")


def run(text: str) -> tuple[int, int]:
    """Run the task at that moment; return the numbers of convocations and of reminders."""
    with freeze_time(at(text)):
        return send_convocations(), send_reminders()


def read_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\u00a0", " ")


def test_a_year_of_runs_sends_each_message_once_on_its_day(session, animator):
    EnrolmentFactory(session=session, member=animator)

    counts_by_day = {day: counts for day in range(1, 21) if (counts := run(f"2026-03-{day:02d} 08:00")) != (0, 0)}

    assert counts_by_day == {6: (1, 0), 13: (0, 1), 19: (0, 1)}
    assert [notice.text for notice in Notice.objects.order_by("pk")] == [
        "Convocation\u00a0: Animer un atelier collectif, le vendredi 20 mars 2026, EPM de Gramat",
        "Rappel\u00a0: Animer un atelier collectif, dans 7\u00a0jours, vendredi 20 mars 2026 à 9\u00a0h, EPM de Gramat",
        "Rappel\u00a0: Animer un atelier collectif, demain, vendredi 20 mars 2026 à 9\u00a0h, EPM de Gramat",
    ]


def test_running_again_sends_nothing_more(session, animator):
    EnrolmentFactory(session=session, member=animator)

    assert [run("2026-03-13 08:00"), run("2026-03-13 08:10")] == [(1, 0), (0, 0)]


def test_only_people_with_a_place_get_a_convocation(session, animator):
    EnrolmentFactory(session=session, member=animator)
    EnrolmentFactory(session=session, waiting=True)
    EnrolmentFactory(session=session, cancelled=True)

    run("2026-03-06 08:00")

    assert [mail.member for mail in Mail.objects.all()] == [animator]


@pytest.mark.parametrize("status", [SessionStatus.DRAFT, SessionStatus.CANCELLED])
def test_draft_or_cancelled_session_sends_no_convocation(session, animator, status):
    EnrolmentFactory(session=session, member=animator)
    session.status = status
    session.save()

    assert run("2026-03-19 08:00") == (0, 0)


def test_session_cancelled_meanwhile_sends_nothing(session, animator, colleague, monkeypatch):
    EnrolmentFactory(session=session, member=animator)
    SessionTrainer.objects.create(session=session, member=colleague)
    type(session).objects.filter(pk=session.pk).update(status=SessionStatus.CANCELLED)
    monkeypatch.setattr(convocations, "_sessions_to_come", lambda moment: [session])

    assert (session.status, run("2026-03-19 08:00")) == (SessionStatus.OPEN, (0, 0))


def test_late_place_gets_a_convocation_at_once_without_past_reminders(session, animator):
    EnrolmentFactory(session=session, member=animator)

    assert run("2026-03-16 10:00") == (1, 0)
    assert run("2026-03-19 10:00") == (0, 1)


def test_place_given_the_day_before_gets_a_convocation_without_reminder(session, animator):
    EnrolmentFactory(session=session, member=animator)

    assert run("2026-03-19 18:00") == (1, 0)
    assert run("2026-03-20 07:00") == (0, 0)


def test_session_that_has_begun_sends_nothing(session, animator):
    EnrolmentFactory(session=session, member=animator)

    assert run("2026-03-20 09:00") == (0, 0)


def test_delays_of_the_session_apply(session, animator):
    session.convocation_days, session.reminder_days = 3, "2"
    session.save()
    EnrolmentFactory(session=session, member=animator)

    counts_by_day = {day: counts for day in range(1, 21) if (counts := run(f"2026-03-{day:02d} 08:00")) != (0, 0)}

    assert counts_by_day == {17: (1, 0), 18: (0, 1)}


def test_session_without_reminder_sends_none(session, animator):
    session.reminder_days = ""
    session.save()
    EnrolmentFactory(session=session, member=animator)
    run("2026-03-06 08:00")

    assert run("2026-03-19 08:00") == (0, 0)


def test_session_that_moves_gets_another_convocation(session, animator):
    EnrolmentFactory(session=session, member=animator)
    run("2026-03-06 08:00")
    session.half_days.update(date=datetime.date(2026, 4, 20))

    assert [run("2026-04-05 08:00"), run("2026-04-06 08:00")] == [(0, 0), (1, 0)]


def test_trainer_gets_reminders_but_no_convocation(session, colleague):
    SessionTrainer.objects.create(session=session, member=colleague, is_lead=True)

    assert [run("2026-03-06 08:00"), run("2026-03-13 08:00")] == [(0, 0), (0, 1)]


def test_member_without_mails_gets_the_notice(session, animator):
    MailChoice.objects.create(member=animator, matter=Matter.TRAINING, rhythm=Rhythm.NEVER)
    EnrolmentFactory(session=session, member=animator)

    assert run("2026-03-06 08:00") == (1, 0)
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 1)


def test_convocation_mail_has_the_pdf(boxes, session, animator):
    EnrolmentFactory(session=session, member=animator)
    with freeze_time(at("2026-03-06 08:00")):
        send_convocations()
        boxes.deliver()

    (mail,) = boxes.of(animator)
    assert list(mail.files) == ["convocation.pdf"]
    words = read_pdf(mail.files["convocation.pdf"])
    assert (animator.get_full_name() in words, "vendredi 20 mars 2026".capitalize() in words) == (True, True)
    assert mail.subject.startswith("Convocation : Animer un atelier collectif")


def test_killed_worker_leaves_the_rest_to_the_next_run(session, animator, colleague, monkeypatch):
    for member in (animator, colleague):
        EnrolmentFactory(session=session, member=member)
    with freeze_time(at("2026-03-06 08:00")):
        send_convocations()
    Mail.objects.filter(member=animator).update(state=MailState.SENT)

    with freeze_time(at("2026-03-06 08:10")):
        assert (send_convocations(), send_waiting()) == (0, 1)

    assert [message.to for message in outgoing.outbox] == [[colleague.email]]


def test_tick_sends_convocations(animator, training, epm):
    session = SessionFactory(training=training, epm=epm)
    EnrolmentFactory(session=session, member=animator)

    call_command("tick")
    call_command("tick")

    assert Notice.objects.filter(key__startswith=f"session:{session.pk}:convocation:").count() == 1
