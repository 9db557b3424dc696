"""Fixtures of the training year: a training, a coming and a past session, mailboxes."""

import pytest

from formation.proof.attendance.services.attendance import close_attendance
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.formation.mailboxes import Mailboxes, controller


@pytest.fixture
def training(site_tree):
    """A training of two half-days."""
    return TrainingPageFactory(title="Animer un atelier collectif", slug="animer-un-atelier", half_days=2)


@pytest.fixture
def session(training, epm):
    """A morning in a week, 8 places, nobody enrolled."""
    return SessionFactory(training=training, epm=epm)


@pytest.fixture
def half_day(session):
    return session.half_days.get()


@pytest.fixture
def past_session(training, epm):
    """A morning a week ago, attendance not closed."""
    return SessionFactory(training=training, epm=epm, dates=[in_days(-7)])


@pytest.fixture
def past_half_day(past_session):
    return past_session.half_days.get()


@pytest.fixture
def former(epm):
    """A member who worked in `epm` until yesterday."""
    return PositionFactory(epm=epm, end=in_days(-1)).member


@pytest.fixture
def close_session(coordinator):
    """`close_session(session, enrolments)`: close every half-day, with these people present."""

    def close_all(session, enrolments) -> None:
        for half_day in session.half_days.all():
            close_attendance(half_day=half_day, presences=enrolments, by=coordinator)

    return close_all


@pytest.fixture
def closed_session(training, epm, close_session):
    """`closed_session(days)`: a closed session that ended so many days ago.

    Six people were present by default; return their enrolments.
    """

    def make(days=1, people=6, **options) -> list:
        session = SessionFactory(training=training, epm=epm, dates=[in_days(-days)], **options)
        enrolments = EnrolmentFactory.create_batch(people, session=session)
        close_session(session, enrolments)
        return enrolments

    return make


@pytest.fixture
def boxes(settings):
    """Mailboxes of people, filled by a real exchange with a mail server."""
    mailboxes = Mailboxes()
    server = controller(mailboxes)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield mailboxes
    server.stop()


@pytest.fixture
def as_animator(client_of, animator):
    return client_of(animator)


@pytest.fixture
def as_coordinator(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def as_territorial(client_of, territorial):
    return client_of(territorial)


@pytest.fixture
def messages_of():
    """`messages_of(response)`: the messages of the page after an action."""

    def message_texts(response) -> list[str]:
        return [str(message) for message in response.context["messages"]]

    return message_texts
