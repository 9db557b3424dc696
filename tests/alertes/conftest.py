"""Fixtures: a learner, who is not a member of the network; a mail server; an index updated on demand."""

import pytest

from search.engines.base import EngineUnavailableError
from search.engines.choice import get_engine
from search.index.services import drain_outbox, rebuild_index
from tests.alertes.channels.mails.smtp_server import MailServer
from tests.factories.b2i import LearnerFactory


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


@pytest.fixture
def server(settings):
    """A real mail server on this machine."""
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 2
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running


@pytest.fixture
def update_index(db, search_sync):
    """The site's index, filled from the database; call it to drain later changes."""
    rebuild_index()
    return drain_outbox


@pytest.fixture
def engine_down(monkeypatch):
    """Make every search fail, as when the engine is stopped; return a function that starts it again."""

    def fail(*_, **__):
        raise EngineUnavailableError("stopped")

    monkeypatch.setattr(get_engine(), "matching_ids", fail)
    return monkeypatch.undo
