"""The demo exported, read without the site, imported into an empty one, and exported again: the same bytes."""

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.test import override_settings

from extranet.operations.site_export.rows import clear
from extranet.operations.site_export.scope import LEFT_OUT, exported_models
from extranet.operations.site_export.services import CALENDAR

pytestmark = pytest.mark.django_db

FILES, SECRETS = "fichiers/", "secrets/"


@pytest.fixture(scope="module")
def exported(demo, django_db_blocker, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site-export") / "export"
    key = tmp_path_factory.mktemp("keys") / "badges.pem"
    key.write_text("the key of badges")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=demo, BADGE_KEY_FILE=key):
        call_command("export_site", folder, stdout=StringIO(), stderr=StringIO())
    return folder


@pytest.fixture(scope="module")
def package(exported) -> dict:
    return json.loads((exported / "datapackage.json").read_text())


@pytest.fixture(scope="module")
def rows_by_table(exported, package) -> dict[str, list[dict[str, str]]]:
    """Name of a table → its rows, as a program that knows nothing of the site reads them."""
    limit = csv.field_size_limit(sys.maxsize)
    rows = {}
    for resource in package["resources"]:
        if resource.get("type") == "table":
            with (exported / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows[resource["name"]] = list(csv.DictReader(file))
    csv.field_size_limit(limit)
    return rows


def rows_of_site() -> dict[str, list[str]]:
    """Return the rows of each exported table, but the numbers that a link table gives to its rows."""
    found = {}
    with connection.cursor() as cursor:
        for model in exported_models():
            fields = model._meta.local_concrete_fields
            names = [field.column for field in fields if not (model._meta.auto_created and field.primary_key)]
            columns = ", ".join(map(connection.ops.quote_name, names))
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our tables
            found[model._meta.label] = sorted(map(repr, cursor.fetchall()))
    return found


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def emptied_site(file: Path) -> Iterator[None]:
    """Use an empty site, and leave the rows of the test as they were.

    SQLite in memory goes through all that a transaction wrote at each further statement of an inner one, a quarter of
    an hour for the rows of the demo: a site in a file imports them in one, as those of people do.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            clear()
            yield
            transaction.set_rollback(True)
        return
    own, other = connections[DEFAULT_DB_ALIAS], connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = {**other.settings_dict, "NAME": file}
    connections[DEFAULT_DB_ALIAS] = other
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        other.close()


@pytest.mark.drawn(one_in=2)
def test_import_into_an_empty_site_gives_the_same_site(exported, settings, tmp_path, record_property):
    settings.MEDIA_ROOT, settings.BADGE_KEY_FILE = tmp_path / "media", tmp_path / "badges.pem"
    before = rows_of_site()
    with emptied_site(tmp_path / "site.sqlite3"):
        call_command("import_site", exported, stdout=StringIO(), stderr=StringIO())
        call_command("export_site", tmp_path / "again", stdout=StringIO(), stderr=StringIO())
        after = rows_of_site()

    assert contents(tmp_path / "again") == contents(exported)
    if connection.vendor == "sqlite":
        # Objects are texts there: their keys come back in alphabetical order.
        before, after = (
            {label: [row for row in rows if "{" not in row] for label, rows in found.items()}
            for found in (before, after)
        )
    assert after == before
    assert settings.BADGE_KEY_FILE.read_text() == "the key of badges"
    count = sum(map(len, before.values()))
    record_property("figure", f"export, import, export: {count} rows equal, {len(contents(exported))} files equal")


def test_each_table_is_what_its_descriptor_says(exported, package, rows_by_table):
    for resource in package["resources"]:
        content = (exported / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        if resource["name"] in rows_by_table:
            rows, schema = rows_by_table[resource["name"]], resource["schema"]
            assert len(rows) == resource["rows"]
            names = [field["name"] for field in schema["fields"]]
            assert len(set(names)) == len(names)
            assert all(list(row) == names for row in rows)


def read_object(text: str) -> None:
    assert isinstance(json.loads(text), dict)


def read_array(text: str) -> None:
    assert isinstance(json.loads(text), list)


def test_each_value_is_of_the_type_and_the_list_that_its_column_says(package, rows_by_table):
    readers = {
        "integer": int,
        "number": float,
        "boolean": {"oui": True, "non": False}.__getitem__,
        "object": read_object,
        "array": read_array,
    }
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            values = {row[field["name"]] for row in rows_by_table[resource["name"]]} - {""}
            for value in values:
                readers.get(field["type"], str)(value)
            if "categories" in field:
                assert values <= {str(category["value"]) for category in field["categories"]} | {'""'}


def test_each_reference_leads_to_a_row(package, rows_by_table):
    references = 0
    for resource in package["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            (column,), (target_column,) = key["fields"], key["reference"]["fields"]
            known = {row[target_column] for row in rows_by_table[key["reference"]["resource"]]}
            found = {row[column] for row in rows_by_table[resource["name"]]} - {""}
            assert found <= known, (resource["path"], column)
            references += len(found)
    assert references > 1000


def test_each_file_is_explained(exported, package):
    resources = {resource["path"] for resource in package["resources"]}
    folders = tuple(folder["path"] for folder in package["folders"])
    others = {"LISEZ-MOI.md", "datapackage.json", "files.sha256"}
    read_me = (exported / "LISEZ-MOI.md").read_text()
    for path in contents(exported):
        assert path in resources | others or path.startswith((*folders, FILES, SECRETS)), path
        if "/" in path:
            assert f"`{path.split('/')[0]}/`" in read_me
    assert package["left_out"] == LEFT_OUT


def test_documents_tell_all_their_values(exported, package):
    for folder in package["folders"]:
        paths = list((exported / folder["path"]).rglob(f"*.{folder['format']}"))
        assert len(paths) == folder["documents"]
        names = {field["name"] for field in folder["fields"]} | {part["name"] for part in folder["lists"]}
        for path in paths if folder["format"] == "json" else ():
            assert set(json.loads(path.read_text())) == names


def test_sessions_open_in_a_calendar(exported, rows_by_table):
    events = (exported / CALENDAR).read_text().count("BEGIN:VEVENT")
    assert events == len(rows_by_table["formation-demi-journees"]) > 0


@pytest.mark.drawn(one_in=2)
def test_export_without_secrets_opens_nothing(exported, demo, settings, tmp_path):
    settings.MEDIA_ROOT = demo
    with (exported / "secrets" / "champs.csv").open(newline="") as file:
        secrets = [row["valeur"] for row in csv.DictReader(file)]
    call_command("export_site", tmp_path / "open", "--without-secrets", stdout=StringIO(), stderr=StringIO())
    assert not (tmp_path / "open" / "secrets").exists()
    texts = "\n".join(
        path.read_text()
        for path in (tmp_path / "open").rglob("*")
        if path.is_file() and "fichiers" not in path.parts and path.name != "files.sha256"
    )
    assert len(secrets) > 100
    assert [secret for secret in secrets if len(secret) > 8 and secret in texts] == []
