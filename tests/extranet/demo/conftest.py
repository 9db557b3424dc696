"""The demo, built once for all the tests of this folder."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.factories.jobs import JobStatusFactory


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """Rolled back after the last test of the folder, since building takes ten seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("install", stdout=StringIO())
        call_command("demo", stdout=StringIO())
        JobStatusFactory()
        yield
        transaction.set_rollback(True)
