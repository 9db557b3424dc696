"""PostgreSQL stopped and started again: a clear page meanwhile, and the site goes on by itself."""

import subprocess

import pytest
from django.conf import settings

from scripts.postgresql import find_binaries, throwaway_cluster
from tests.factories.reseau import PASSWORD
from tests.processes.live_site import LiveSite, Visitor, wait_until

pytestmark = pytest.mark.postgresql
PEOPLE = (
    "from allauth.account.models import EmailAddress;"
    "from tests.foundation import lay_foundation; from tests.factories.reseau import PositionFactory;"
    "from forums.threads.forums.models import Forum; lay_foundation();"
    "member = PositionFactory(member__email='camille@example.org').member;"
    "EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True);"
    "Forum.objects.get_or_create(slug='reseau', defaults={'title': 'Le réseau'})"
)


@pytest.fixture
def cluster():
    with throwaway_cluster(find_binaries()) as cluster:
        yield cluster


@pytest.fixture
def site(cluster, launch_new, tmp_path):
    """A site on that cluster: the tables of the suite, an animator and a forum."""
    site = launch_new(tmp_path / "site", DATABASE_URL=cluster.address, DJANGO_SETTINGS_MODULE="extranet.settings.test")
    if template := settings.DATABASES["default"].get("TEST", {}).get("TEMPLATE"):
        ours = settings.DATABASES["default"]
        source = f"postgres://{ours['USER']}@{ours['HOST']}:{ours['PORT']}/{template}"
        dump = subprocess.run(  # noqa: S603 - the database of the tests
            [find_binaries() / "pg_dump", "--no-owner", source], capture_output=True, check=True
        )
        subprocess.run(  # noqa: S603 - idem
            [find_binaries() / "psql", "--quiet", cluster.address], input=dump.stdout, capture_output=True, check=True
        )
    else:
        site.manage("migrate", "--verbosity", "0")
    site.manage("createcachetable", "--verbosity", "0")
    site.run_code(PEOPLE)
    return site.start()


def test_stopped_server_is_said_and_the_site_goes_on_when_it_is_back_on_postgresql(site: LiveSite, cluster):
    person = Visitor(site).log_in("camille@example.org", PASSWORD)
    assert person.post("/forums/reseau/nouveau/", title="Avant", body="Tout va bien.") == 302

    cluster.stop("fast")
    statuses = {person.get("/forums/"), person.get("/"), Visitor(site).get("/annuaire/")}
    assert statuses == {503}
    assert "Le site reprend son souffle." in person.text
    visitor = Visitor(site)
    assert (visitor.get("/sante/", accept="application/json"), visitor.text) == (503, '{"ok": false}')
    assert Visitor(site).get("/robots.txt") == 200

    cluster.start()
    # Each process had a connection to the server of before: not one page fails for it.
    assert [person.get("/forums/reseau/") for _ in range(8)] == [200] * 8
    assert person.text.count("Avant") >= 1
    assert person.post("/forums/reseau/nouveau/", title="Après", body="Tout va de nouveau.") == 302
    assert [process.poll() for process in (site.web, site.worker)] == [None, None]
    wait_until(lambda: no_task_waits(cluster), "the worker does its work again", 60)


def no_task_waits(cluster) -> bool:
    query = "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING' OR (status = 'READY'"
    query += " AND (run_after <= now() OR run_after > '9000-01-01'))"
    answer = subprocess.check_output(  # noqa: S603 - the database of the test
        [find_binaries() / "psql", "--tuples-only", "--no-align", "--command", query, cluster.address]
    )
    return answer.strip() == b"0"
