"""`export_site` and `import_site`: what goes through, what is refused, and nothing done by halves."""

import csv
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from alertes.channels.notices.models import Notice
from b2i.people.learners.models.learner import Learner
from extranet.operations.backups.copy_folder import HASHES, sha256
from extranet.operations.site_export.rows import clear
from formation.sessions.calendar_feeds.models import CalendarFeed
from forums.messages.posts.models import Post
from reseau.people.members.models.member import Member
from tests.extranet.operations.site_export.conftest import notices, run
from tests.factories.alertes import NoticeFactory
from tests.factories.reseau import MemberFactory

MEMBERS = "reseau/membres.csv"


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewrite(export: Path, path: str, before: str, after: str) -> None:
    """Change a file of an export, and its hash: what a hand or another program did on purpose."""
    changed = export / path
    content = changed.read_bytes().decode()
    assert before in content
    old = sha256(changed)
    changed.write_bytes(content.replace(before, after).encode())
    (export / HASHES).write_text((export / HASHES).read_text().replace(old, sha256(changed)))


def posts() -> list[tuple]:
    return list(Post.objects.order_by("pk").values_list("pk", "body", "html"))


def test_hard_texts_numbers_dates_and_passwords_come_back(export, site, tmp_path):
    before, password = (notices(), posts()), Member.objects.get(pk=site[0].pk).password
    last = Notice.objects.order_by("pk").last().pk
    clear()
    imported = run("import_site", export)
    exported = run("export_site", tmp_path / "again")
    assert (notices(), posts()) == before
    counts = [
        re.search(r"(\d+) lignes, (\d+) documents, (\d+) fichiers", said).groups() for said in (imported, exported)
    ]
    assert counts[0] == counts[1]
    assert files_of(tmp_path / "again") == files_of(export)
    assert Member.objects.get(pk=site[0].pk).password == password
    assert NoticeFactory(member=Member.objects.first()).pk > last


def test_site_imported_without_secrets_opens_to_nobody_and_exports_alike(site, tmp_path):
    code, link = Learner.objects.get().card_secret, CalendarFeed.objects.get().token
    run("export_site", tmp_path / "open", "--without-secrets")
    clear()
    assert "Mot de passe oublié" in run("import_site", tmp_path / "open")
    assert [member.has_usable_password() for member in Member.objects.all()] == [False] * Member.objects.count()
    assert Learner.objects.get().card_secret not in ("", code)
    # Links are derived from the key of the site and the number of the row.
    assert CalendarFeed.objects.get().token == link
    run("export_site", tmp_path / "again", "--without-secrets")
    assert files_of(tmp_path / "again") == files_of(tmp_path / "open")


def test_import_leaves_the_limit_of_cells_to_the_tables_of_others(export):
    limit = csv.field_size_limit()
    clear()
    run("import_site", export)
    assert csv.field_size_limit() == limit


def test_secrets_that_are_no_table_are_refused_with_their_line(export):
    (line, *_) = (export / "secrets/champs.csv").read_text().splitlines()
    rewrite(export, "secrets/champs.csv", line, f'{line}\n"never"closed')
    clear()
    with pytest.raises(CommandError, match=r"champs\.csv, vers la ligne 2"):
        run("import_site", export)


def test_export_whose_secrets_were_taken_out_is_imported(export):
    shutil.rmtree(export / "secrets")
    clear()
    assert "Sans secrets/" in run("import_site", export)


def test_site_with_members_is_refused(export):
    before = notices()
    with pytest.raises(CommandError, match="déjà des membres"):
        run("import_site", export)
    assert notices() == before


def test_other_badge_key_is_not_overwritten(site, settings, tmp_path):
    key = Path(settings.BADGE_KEY_FILE)
    key.write_bytes(b"celle du site")
    run("export_site", tmp_path / "with-key")
    clear()
    key.write_bytes(b"une autre")
    with pytest.raises(CommandError, match="contient une autre clé"):
        run("import_site", tmp_path / "with-key")
    assert (key.read_bytes(), Member.objects.count()) == (b"une autre", 0)


def test_folder_with_something_in_it_is_refused(site, tmp_path):
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(CommandError, match="n’est pas vide"):
        run("export_site", tmp_path)
    assert (tmp_path / "mine").read_text() == "kept"


def test_interrupted_export_is_not_imported_and_begins_again(export):
    part = export.rename(export.with_name("export.part"))
    (part / "datapackage.json").unlink()
    with pytest.raises(CommandError, match="aucun export entier"):
        run("import_site", part)
    run("export_site", export)
    assert (export / "datapackage.json").exists()
    assert not part.exists()


def test_damaged_export_is_refused_before_any_row(export, tmp_path):
    clear()
    for path in (MEMBERS, HASHES, "formation/sessions.ics"):
        for damage in (cut, Path.unlink):
            damaged = shutil.copytree(export, tmp_path / f"{damage.__name__}-{Path(path).stem}")
            damage(damaged / path)
            with pytest.raises(CommandError, match=r"abîmé|manque"):
                run("import_site", damaged)
    assert Member.objects.count() == 0


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def test_export_changed_by_hand_is_refused_in_words_and_imports_nothing(export, tmp_path):
    (card, *_), (post, *_) = (
        sorted(str(path.relative_to(export)) for path in export.glob(pattern))
        for pattern in ("b2i/apprenants/*.json", "forums/messages/*/*.md")
    )
    feeds = "formation/flux-de-calendrier.csv"
    last_feed = (export / feeds).read_text().splitlines(keepends=True)[-1]
    clear()
    for number, (path, before, after, words) in enumerate(
        [
            (MEMBERS, "prenom", "petit_nom", "petit_nom, prenom"),
            (MEMBERS, "oui", "peut-être", f"{MEMBERS}, vers la ligne"),
            (feeds, last_feed, "", "annoncés"),
            ("datapackage.json", '"format": 1', '"format": 2', "version plus récente"),
            (card, '"livrets"', '"livret"', "livrets"),
            (post, "sujet: ", "sujet: 99", "se contredisent"),
            (post, "ecrit_le", "ecrit", "ecrit_le"),
        ]
    ):
        changed = shutil.copytree(export, tmp_path / f"changed{number}")
        rewrite(changed, path, before, after)
        with pytest.raises(CommandError, match=words):
            run("import_site", changed)
    assert Member.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_site_goes_from_export_to_import_on_postgresql(site, tmp_path):
    """Outside a transaction, as commands run: the export reads one instant, the import is all or nothing."""
    run("export_site", tmp_path / "export")
    before = notices()
    clear()
    run("import_site", tmp_path / "export")
    run("export_site", tmp_path / "again")
    assert notices() == before
    assert files_of(tmp_path / "again") == files_of(tmp_path / "export")
    assert MemberFactory().pk > max(member.pk for member in site)


@pytest.mark.django_db(transaction=True)
def test_killed_import_leaves_an_empty_site_and_runs_again(site, tmp_path):
    run("export_site", tmp_path / "export")
    before = notices()
    clear()
    last = max(tmp_path.glob("export/edition/versions/*.json"))
    kept = last.read_bytes()
    last.write_bytes(kept[:-1] + b"{")
    hashes = tmp_path / "export" / HASHES
    hashes.write_text(hashes.read_text().replace(sha256_of(kept), sha256(last)))
    with pytest.raises(CommandError, match="edition/versions"):
        run("import_site", tmp_path / "export")
    assert Member.objects.count() == 0
    hashes.write_text(hashes.read_text().replace(sha256(last), sha256_of(kept)))
    last.write_bytes(kept)
    run("import_site", tmp_path / "export")
    assert notices() == before
    assert not connection.in_atomic_block


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
