"""The drill: a site is copied, destroyed and restored, and nothing is missing. Its report is printed."""

import time

import pytest
from django.db import connection

from extranet.operations.backups.postgresql_copy import ASIDE
from tests.extranet.operations.backups.conftest import all_files, all_rows, found_keys, is_verified, run

pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")

# Locks that a server of PostgreSQL has room for by default: 64 for each of 100 connections.
ROOM = 64 * 100


def drill(small_site, client, folder, *options) -> str:
    """Copy, destroy, restore; compare rows, files, answers and badge; return a line of report."""
    before = all_rows(), all_files(small_site.media), found_keys(client), small_site.badge_key.read_bytes()
    times = [time.monotonic()]
    run("backup", folder)
    times.append(time.monotonic())
    small_site.destroy()
    assert (all_files(small_site.media), small_site.badge_key.exists()) == ({}, False)
    assert all_rows() != before[0]

    times.append(time.monotonic())
    run("restore", folder, *options)
    times.append(time.monotonic())

    assert all_rows() == before[0]
    assert all_files(small_site.media) == before[1] != {}
    assert found_keys(client) == before[2] != []
    assert small_site.badge_key.read_bytes() == before[3]
    assert is_verified(client, small_site.badge)
    rows = sum(map(len, before[0].values()))
    return (
        f"{len(before[0])} tables, {rows} rows, {len(before[1])} files equal, 1 badge verified; "
        f"copied in {times[1] - times[0]:.2f} s, restored in {times[3] - times[2]:.2f} s"
    )


def test_destroyed_site_comes_back(small_site, client, tmp_path, record_property):
    record_property("figure", f"drill, in clear: {drill(small_site, client, tmp_path / 'copy')}")


def test_destroyed_site_comes_back_from_an_encrypted_copy(
    small_site, client, tmp_path, settings, identity, record_property
):
    settings.BACKUP_RECIPIENT = str(identity.to_public())
    report = drill(small_site, client, tmp_path / "copy", "--identity", tmp_path / "identity")
    record_property("figure", f"drill, encrypted: {report}")
    contents = b"".join(all_files(tmp_path / "copy").values())
    assert [
        word for word in (b"SQLite format", b"PGDMP", b"PRIVATE KEY", settings.SECRET_KEY.encode()) if word in contents
    ] == []


@pytest.mark.postgresql
def test_destroyed_site_comes_back_on_postgresql(small_site, client, tmp_path, record_property):
    record_property("figure", f"drill, PostgreSQL: {drill(small_site, client, tmp_path / 'copy')}")
    assert relations_of_a_restoration() <= ROOM
    run("restore", tmp_path / "copy", "--replace")
    assert all_rows() != {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [ASIDE])
        assert cursor.fetchone() == (0,), "the former tables were kept"


def relations_of_a_restoration() -> int:
    """How many locks it takes: one for each table, index and sequence that it makes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'i', 'S', 't')"
            " AND relnamespace IN (current_schema()::regnamespace, 'pg_toast'::regnamespace)"
        )
        return cursor.fetchone()[0]
