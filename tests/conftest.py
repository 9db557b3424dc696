"""Fixtures of every test: people of each role in a small network, and the pages of a new site."""

import datetime
import gc
import os
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, TransactionTestCase
from django.utils import timezone

from extranet.public.pages.models.home import HomePage
from search.index.sync import sync_paused
from tests.declarations import declare as declare
from tests.emptied_tables import FIRST_TABLES
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory, TerritoryFactory
from tests.foundation import clear_foundation, lay_foundation, remove_frameworks
from tests.judged_papers import judge_archival as judge_archival
from tests.judged_papers import papers as papers
from tests.outside_server import outside_server as outside_server
from tests.parallel import in_parallel as in_parallel

FOLDERS = count()


def pytest_collection_finish(session) -> None:
    """Spare the collector what lives until the end: modules and tests. It took a seventh of the time of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lay the foundation once for the database of this process: tests undo what they add to it.

    A database made without migrations has no table of them, which says when the site was released.
    """
    with django_db_blocker.unblock():
        MigrationRecorder(connection).ensure_schema()
        lay_foundation()
        FIRST_TABLES.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: FIRST_TABLES.put_back())
        yield


@pytest.fixture
def tmp_path(tmp_path_factory) -> Path:
    """A folder of the test. That of pytest reads all those before to number the next one: a half minute in each process
    of the whole suite. Mutants run tests in forks, which number from where their parent stood.
    """
    folder = tmp_path_factory.getbasetemp() / f"test-{os.getpid()}-{next(FOLDERS)}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Give each test its own index and files."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_JOURNAL_DIR = tmp_path / "searches"
    settings.AUDIT_DIR = tmp_path / "audit"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MFA_REQUIRED = False


@pytest.fixture(autouse=True)
def _search_sync_paused(request):
    """Note no change for the search, which costs a fourth of the time of a test, unless it asks for `search_sync`."""
    if "search_sync" in request.fixturenames:
        yield
    else:
        with sync_paused():
            yield


@pytest.fixture
def search_sync():
    """Note changes for the search, as a site does."""


@pytest.fixture
def site_tree(db):
    """Home, library, catalogue and legal pages; returns the home page."""
    return HomePage.objects.get()


@pytest.fixture
def empty_site(db):
    """A site without pages or frameworks."""
    clear_foundation()


@pytest.fixture
def without_frameworks(db):
    """A site without frameworks: the search has no document."""
    remove_frameworks()


@pytest.fixture
def figeac(db):
    return TerritoryFactory(name="Figeac")


@pytest.fixture
def cahors(db):
    return TerritoryFactory(name="Cahors")


@pytest.fixture
def epm(figeac):
    """An EPM of the territory of Figeac."""
    return EPMFactory(name="EPM de Gramat", commune__name="Gramat", commune__territory=figeac)


@pytest.fixture
def other_epm(cahors):
    """An EPM of another territory, Cahors."""
    return EPMFactory(name="EPM de Luzech", commune__name="Luzech", commune__territory=cahors)


@pytest.fixture
def animator(epm):
    """An animator of `epm`."""
    return PositionFactory(epm=epm).member


@pytest.fixture
def colleague(epm):
    """Another animator of `epm`."""
    return PositionFactory(epm=epm).member


@pytest.fixture
def stranger(other_epm):
    """An animator of another territory."""
    return PositionFactory(epm=other_epm).member


@pytest.fixture
def territorial(figeac):
    """The territorial animator of Figeac."""
    return PositionFactory(territorial=True, territory=figeac).member


@pytest.fixture
def other_territorial(cahors):
    """The territorial animator of Cahors."""
    return PositionFactory(territorial=True, territory=cahors).member


@pytest.fixture
def coordinator(db):
    return MemberFactory(coordinator=True)


@pytest.fixture(params=["closed account", "former member", "future member", "no position", "learner"])
def outsider(request, epm):
    """Somebody outside the network today, each in turn: not to be chosen, notified or counted."""
    today, a_day = timezone.localdate(), datetime.timedelta(days=1)
    match request.param:
        case "closed account":
            return PositionFactory(epm=epm, member__is_active=False).member
        case "former member":
            return PositionFactory(epm=epm, end=today - a_day).member
        case "future member":
            return PositionFactory(epm=epm, start=today + a_day).member
        case "no position":
            return MemberFactory()
        case _:
            return LearnerFactory(epm=epm, member__email="apprenant@example.org").member


@pytest.fixture
def client_of():
    """`client_of(member)`: a browser in which that member is logged in."""

    def connect(member) -> Client:
        client = Client()
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return connect


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the figures that tests measured (`record_property("figure", …)`), in any process."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    figures = {text for report in reports for name, text in getattr(report, "user_properties", ()) if name == "figure"}
    if figures:
        terminalreporter.section("figures", sep="-")
    for text in sorted(figures):
        terminalreporter.write_line(text)
