"""The message log of a session is for coordinators only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alertes.enums import MailState
from tests.factories.alertes import MailFactory, NoticeFactory
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import SessionFactory

pytestmark = pytest.mark.django_db


def url(session) -> str:
    return f"/formation/sessions/{session.pk}/messages/"


def send(session, member, number: int = 1, **options) -> None:
    key = f"session:{session.pk}:changed:{number}"
    NoticeFactory(member=member, key=key, text="Session modifiée : lundi.")
    MailFactory(member=member, key=key, subject="Session modifiée", **options)


def test_notice_and_its_mail_are_one_entry(as_coordinator, session, animator, colleague):
    send(session, animator, state=MailState.SENT, settled=timezone.now(), enclosed="invitation.ics")
    NoticeFactory(member=colleague, key=f"session:{session.pk}:cancelled", text="Session annulée.", read=True)
    MailFactory(
        to_outsider=True, outsider="mairie@example.org", key=f"session:{session.pk}:agreement", subject="Accord"
    )

    lines = as_coordinator.get(url(session)).context["entries"]

    assert sorted(
        (line.recipient, line.text, line.notice_words, line.mail and line.mail.state) for line in lines
    ) == sorted(
        [
            (str(animator), "Session modifiée : lundi.", "alerte pas encore lue", MailState.SENT),
            (str(colleague), "Session annulée.", "alerte lue", None),
            ("mairie@example.org", "Accord", "sans alerte", MailState.PLANNED),
        ]
    )


def test_log_excludes_other_sessions(as_coordinator, session, training, animator):
    other_session = SessionFactory(training=training)
    send(other_session, animator)
    MailFactory(key=f"session:{session.pk}1:changed:1", subject="Une autre")

    assert list(as_coordinator.get(url(session)).context["entries"]) == []


def test_session_page_shows_counts_to_coordinators_only(as_coordinator, as_animator, session, animator):
    send(session, animator, state=MailState.SENT)
    send(session, animator, 2, state=MailState.FAILED)

    record = as_coordinator.get(session.get_absolute_url()).content.decode()

    assert "1\u00a0courriel envoyé, 1 en échec" in record
    assert url(session) in record
    assert url(session) not in as_animator.get(session.get_absolute_url()).content.decode()


def test_others_get_404(client, client_of, session, animator, territorial, colleague):
    send(session, colleague)

    for reader in (animator, territorial, LearnerFactory().member):
        response = client_of(reader).get(url(session))
        assert (response.status_code, colleague.last_name in response.content.decode()) == (404, False)
    assert client.get(url(session)).status_code == 302


def test_log_query_count_is_constant(as_coordinator, session, animator, colleague):
    costs = []
    for number, member in enumerate((animator, colleague, animator)):
        send(session, member, number)
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(url(session))
        assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
        costs.append(len(queries))

    assert costs[0] == costs[1] == costs[2] <= 8
