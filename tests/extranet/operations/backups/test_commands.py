"""`backup` and `restore`: what they say, and what they refuse without touching the site."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection, transaction

from alertes.channels.notices.models import Notice
from extranet.operations.backups.copy_folder import StoredCopy, sha256
from extranet.operations.backups.manifest import NAME, seal_of
from extranet.operations.backups.media_copy import missing_files
from extranet.operations.backups.services import _has_members
from extranet.operations.backups.site_settings import read_settings, write_settings
from reseau.people.members.models.member import Member
from ressources.files.models.attachment import Attachment
from tests.extranet.operations.backups.conftest import all_files, all_rows, run
from tests.factories.alertes import NoticeFactory
from tests.factories.reseau import MemberFactory


@pytest.fixture
def copy(small_site, tmp_path) -> Path:
    """A copy of the small site, in clear."""
    run("backup", tmp_path / "copy")
    return tmp_path / "copy"


def a_file_of(copy: Path, pattern: str) -> Path:
    return next(path for path in copy.rglob(pattern) if path.is_file())


def change_manifest(copy: Path, **changes) -> None:
    content = json.loads((copy / NAME).read_text()) | changes
    del content["seal"]
    (copy / NAME).write_text(json.dumps({**content, "seal": seal_of(content)}))


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_copy_in_clear_says_so(small_site, tmp_path):
    assert "EN CLAIR" in run("backup", tmp_path / "copy")


def test_copy_without_the_badge_key_says_so(small_site, tmp_path):
    small_site.badge_key.unlink()
    assert "la clé des badges" in run("backup", tmp_path / "copy")


def test_check_reads_everything_and_touches_nothing(small_site, copy):
    before = all_rows(), all_files(small_site.media), all_files(copy)
    assert "Tout se lit" in run("restore", copy, "--check")
    assert (all_rows(), all_files(small_site.media), all_files(copy)) == before


def test_check_reads_each_file_to_its_end(small_site, copy, monkeypatch):
    read_into, read = StoredCopy.read_into, []

    def note(self, name, target):
        read.append(name)
        return read_into(self, name, target)

    monkeypatch.setattr(StoredCopy, "read_into", note)
    run("restore", copy, "--check")
    files = {str(path.relative_to(copy)) for path in (copy / "media").rglob("*") if path.is_file()}
    assert files
    assert files <= set(read)


def test_encrypted_copy_asks_for_its_key_and_is_checked_by_its_hashes_without(small_site, tmp_path, settings, identity):
    settings.BACKUP_RECIPIENT = str(identity.to_public())
    output = run("backup", tmp_path / "copy")
    assert (f"Chiffrée pour {identity.to_public()}." in output, "EN CLAIR" in output) == (True, False)
    assert "Les empreintes sont justes" in run("restore", tmp_path / "copy", "--check")
    assert "Tout se lit" in run("restore", tmp_path / "copy", "--check", "--identity", tmp_path / "identity")
    for option in ("--replace", "--show-settings"):
        with pytest.raises(CommandError, match="--identity"):
            run("restore", tmp_path / "copy", option)


def test_damaged_copy_is_refused_whatever_the_file(small_site, copy, tmp_path):
    before = all_rows()
    for number, pattern in enumerate(["database.*", "*.pem", "media/**/*", "settings.env", "files.sha256", NAME]):
        for damage in (flip_a_bit, Path.unlink):
            damaged = shutil.copytree(copy, tmp_path / f"{number}-{damage.__name__}")
            damage(a_file_of(damaged, pattern))
            for option in ("--check", "--replace"):
                with pytest.raises(CommandError, match=r"abîmé|manque"):
                    run("restore", damaged, option)
    assert all_rows() == before


def test_copy_that_was_interrupted_is_refused(small_site, copy):
    part = copy.rename(copy.with_name("copy.part"))
    (part / NAME).unlink()
    for folder in (part, copy):
        with pytest.raises(CommandError, match="aucune sauvegarde entière"):
            run("restore", folder)


def test_copy_of_a_newer_code_or_another_kind_of_database_is_refused(small_site, copy):
    content = json.loads((copy / NAME).read_text())
    for changes, words in (
        ({"format": 2}, "version plus récente"),
        ({"migrations": [*content["migrations"], "avenir.9999_from_the_future"]}, "9999_from_the_future"),
        ({"vendor": "oracle"}, "export_site"),
    ):
        change_manifest(copy, **{name: content[name] for name in ("format", "migrations", "vendor")} | changes)
        with pytest.raises(CommandError, match=words):
            run("restore", copy, "--replace")


def test_copy_of_a_site_before_the_squashed_migrations_is_refused(small_site, copy, settings):
    settings.MIGRATION_MODULES = {}  # also where the tables of the tests are made without migrations
    change_manifest(copy, migrations=["forums.0014_addresses_of_topics"])
    with pytest.raises(CommandError, match="regroupement des migrations"):
        run("restore", copy, "--replace")


def test_site_with_members_is_replaced_only_when_asked(small_site, copy):
    before = all_rows()
    newcomer = MemberFactory()
    with pytest.raises(CommandError, match="--replace"):
        run("restore", copy)
    assert Member.objects.filter(pk=newcomer.pk).exists()
    said = run("restore", copy, "--replace")
    assert all_rows() == before
    assert all(f"  {step}…\n" in said for step in ("fichiers", "base de données", "index de recherche"))


def test_other_secret_key_is_refused_unless_accepted(small_site, copy, settings):
    small_site.destroy()
    kept, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(CommandError, match="EXTRANET_SECRET_KEY"):
        run("restore", copy)
    settings.SECRET_KEY_FALLBACKS = [kept]
    run("restore", copy)
    settings.SECRET_KEY_FALLBACKS = []
    run("restore", copy, "--other-secret-key", "--replace")


def test_other_badge_key_is_not_overwritten_unasked(small_site, copy):
    small_site.destroy()
    small_site.badge_key.write_text("another key")
    with pytest.raises(CommandError, match="une autre clé"):
        run("restore", copy)
    assert small_site.badge_key.read_text() == "another key"


def test_restoration_reports_files_that_are_nowhere(small_site, copy, tmp_path):
    name = Attachment.objects.get().file.name
    (small_site.media / name).unlink()
    run("backup", tmp_path / "other")
    shutil.rmtree(small_site.media)
    assert f"nommé par la base\u00a0: {name}" in run("restore", tmp_path / "other", "--replace")
    assert list(missing_files()) == [name]


def test_older_keys_beside_the_badge_key_come_back(small_site, tmp_path):
    small_site.badge_key.with_name("badges-2025.json").write_text("public half")
    run("backup", tmp_path / "copy")
    small_site.destroy()
    small_site.badge_key.with_name("badges-2025.json").unlink()
    run("restore", tmp_path / "copy")
    assert small_site.badge_key.with_name("badges-2025.json").read_text() == "public half"


def test_settings_in_clear_have_no_password_of_another_service(settings, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://site:pass%40word@127.0.0.1/site")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3secret")
    monkeypatch.setenv("EXTRANET_EDITOR", "Département d’essai, « place de l’Église »")
    monkeypatch.setenv("HOME_OF_NOBODY", "not ours")
    clear, sealed = (write_settings(is_encrypted=is_encrypted).decode() for is_encrypted in (False, True))
    assert [word for word in ("pass%40word", "s3secret", "HOME_OF_NOBODY") if word in clear] == []
    kept = read_settings(sealed)
    assert kept["DATABASE_URL"] == "postgres://site:pass%40word@127.0.0.1/site"
    assert kept["AWS_SECRET_ACCESS_KEY"] == "s3secret"
    for text in (clear, sealed):
        assert read_settings(text)["EXTRANET_EDITOR"] == "Département d’essai, « place de l’Église »"
        assert read_settings(text)["EXTRANET_SECRET_KEY"] == settings.SECRET_KEY


def test_settings_are_shown_from_a_copy(small_site, copy, settings):
    assert f"EXTRANET_SECRET_KEY={settings.SECRET_KEY}" in run("restore", copy, "--show-settings").splitlines()


@pytest.mark.django_db(transaction=True)
def test_copy_is_one_instant_while_the_site_writes(settings, tmp_path, in_parallel):
    """Each transaction writes two notices: a copy never has one without the other."""
    settings.VAR_DIR = tmp_path
    member = MemberFactory()

    def write_or_copy(number: int) -> None:
        if number == 0:
            for name in ("early", "late"):
                run("backup", tmp_path / name)
        for _ in range(20):
            with transaction.atomic():
                NoticeFactory.create_batch(2, member=member)

    in_parallel(write_or_copy, range(8))

    rows = [json.loads((tmp_path / name / NAME).read_text())["rows"] for name in ("early", "late")]
    assert [count[Notice._meta.db_table] % 2 for count in rows] == [0, 0]
    assert "Tout se lit" in run("restore", tmp_path / "late", "--check")


@pytest.mark.postgresql
def test_missing_program_of_postgresql_is_named_on_postgresql(small_site, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="postgresql-client"):
        run("backup", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.postgresql
def test_failed_restoration_leaves_the_database_as_it_was_on_postgresql(small_site, copy):
    before = all_rows()
    archive = copy / "database.pgdump"
    archive.write_bytes(archive.read_bytes()[:-2000])
    hashes = copy / "files.sha256"
    digests = dict(reversed(line.split("  ")) for line in hashes.read_text().splitlines())
    digests["database.pgdump"] = sha256(archive)
    hashes.write_text("".join(f"{digest}  {name}\n" for name, digest in digests.items()))
    change_manifest(copy, files_sha256=sha256(hashes))
    with pytest.raises(CommandError, match="pg_restore a échoué"):
        run("restore", copy, "--replace")
    assert all_rows() == before


def test_database_without_tables_has_no_members(animator, monkeypatch):
    """A new server, whose tables the restoration itself makes."""
    assert _has_members()
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert not _has_members()
