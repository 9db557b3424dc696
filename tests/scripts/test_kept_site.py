"""A prepared site that a machine keeps for its next first start."""

import os
import time

import pytest

from scripts.kept_site import KEPT_COUNT, copy_into, folder_of_sites, keep, name_of_site
from scripts.preparation import Preparation


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def prepared(tmp_path):
    """A folder that looks as a prepared site does."""
    site = tmp_path / "prepared"
    (site / "media").mkdir(parents=True)
    for name in ("extranet.sqlite3", "preparation.json", "media/photo.webp", "cache.sqlite3"):
        (site / name).write_text(name)
    return site


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


def files(folder) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_kept_site_is_copied_without_its_cache(prepared, empty):
    keep(prepared, "name")

    assert copy_into(empty, "name") is True
    assert files(empty) == {"extranet.sqlite3", "preparation.json", "media/photo.webp"}
    assert (empty / "extranet.sqlite3").read_text() == "extranet.sqlite3"


def test_folder_of_kept_sites_is_for_its_owner_alone(prepared):
    keep(prepared, "name")

    assert folder_of_sites().stat().st_mode & 0o777 == 0o700


def test_site_of_another_name_is_not_copied(prepared, empty):
    keep(prepared, "name")

    assert copy_into(empty, "other") is False
    assert files(empty) == set()


def test_kept_site_that_lacks_its_database_leaves_the_folder_empty(prepared, empty):
    keep(prepared, "name")
    (folder_of_sites() / "name" / "extranet.sqlite3").unlink()

    assert copy_into(empty, "name") is False
    assert files(empty) == set()


def test_second_start_at_once_leaves_one_whole_site(prepared, empty):
    keep(prepared, "name")
    keep(prepared, "name")

    assert [path.name for path in folder_of_sites().iterdir()] == ["name"]
    assert copy_into(empty, "name") is True


def test_older_sites_are_forgotten_and_a_copy_under_way_is_not(prepared):
    under_way, given_up = folder_of_sites() / ".new-now", folder_of_sites() / ".new-before"
    under_way.mkdir(parents=True)
    given_up.mkdir()
    os.utime(given_up, (0, 0))
    for age, name in enumerate(["newest", "middle", "oldest"]):
        (folder_of_sites() / name).mkdir()
        os.utime(folder_of_sites() / name, (time.time() - 60 * (age + 1),) * 2)

    keep(prepared, "name")

    assert {path.name for path in folder_of_sites().iterdir()} == {"name", "newest", ".new-now"}
    assert KEPT_COUNT == 2


def test_disk_that_refuses_keeps_nobody_from_starting(prepared, tmp_path):
    (tmp_path / "cache").write_text("a file where a folder would be")

    keep(prepared, "name")

    assert (tmp_path / "cache").is_file()


@pytest.mark.parametrize(
    ("name", "is_other"),
    [("EXTRANET_VAR", False), ("EXTRANET_DEBUG", False), ("EXTRANET_ORIGIN", True), ("PATH", False)],
)
def test_settings_of_the_site_change_its_name(name, is_other):
    assert (name_of_site({name: "a"}) != name_of_site({name: "b"})) is is_other


def test_site_of_yesterday_has_another_name(monkeypatch):
    today = name_of_site({})
    monkeypatch.setattr(time, "strftime", lambda pattern: "2026-01-01")

    assert name_of_site({}) != today


@pytest.mark.parametrize(
    ("env", "scale", "is_new"),
    [
        ({"EXTRANET_DEMO": "1"}, 1, True),
        ({"EXTRANET_DEMO": "0"}, 1, False),
        ({"EXTRANET_DEMO": "1"}, 10, False),
        ({"EXTRANET_DEMO": "1", "DATABASE_URL": "postgres://server/site"}, 1, False),
        ({"EXTRANET_DEMO": "1", "SEARCH_URL": "opensearch://server/site"}, 1, False),
    ],
)
def test_demo_alone_in_its_folder_is_kept(empty, env, scale, is_new):
    assert Preparation(empty, env, scale).is_new_demo() is is_new


def test_folder_where_something_was_prepared_is_no_new_demo(prepared):
    assert Preparation(prepared, {"EXTRANET_DEMO": "1"}).is_new_demo() is False
