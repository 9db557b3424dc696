"""The demo, built once for all the tests of this folder, and the browsers of those who read it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from b2i.learners.models.learner import Learner
from reseau.members.models.member import Member
from tests.demo_keys import demo_keys
from tests.factories.jobs import JobStatusFactory
from tests.pages import CARD


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Folder of the files of the demo, which is rolled back after the last test here: building takes ten seconds."""
    files = tmp_path_factory.mktemp("demo-files")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=files):
            call_command("install", stdout=StringIO())
            call_command("demo", stdout=StringIO())
        JobStatusFactory()
        yield files
        transaction.set_rollback(True)


@pytest.fixture
def running_demo(demo, settings):
    """The demo with its files, as a worker keeps it."""
    settings.MEDIA_ROOT = demo
    # On a slow machine the demo was built some time ago: without a worker, its waiting jobs would be late.
    DBTaskResult.objects.update(enqueued_at=timezone.now())


@pytest.fixture
def browse(demo):
    """`browse(account)`: a browser in which that account is logged in."""

    def connect(account: str) -> Client:
        client = Client()
        if account == CARD:
            client.force_login(Learner.objects.get(card_number=account).member, backend="b2i.backends.CardBackend")
        elif account:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            client.force_login(Member.objects.get(email=account), backend=backend)
        return client

    return connect


@pytest.fixture
def keys(demo) -> dict[str, int]:
    """Values for the keys in the addresses of `tests.pages`."""
    return demo_keys()
