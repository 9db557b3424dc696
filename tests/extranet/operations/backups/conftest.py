"""A small site that has something of everything a disaster takes, its copy, and keys to encrypt it."""

import re
import shutil
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from joserfc import jwt
from joserfc.jwk import KeySet
from pyrage import x25519

from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.open_badge import signed_badge
from b2i.outcomes.statements.services import issue_statement
from search.index.services import rebuild_index
from tests.b2i.validation_builder import validate_skills
from tests.factories.b2i import EvidenceFileFactory, LearnerFactory, RecordFactory
from tests.factories.formation import EnrolmentFactory
from tests.factories.forums import PostFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import AttachmentFactory, SheetContentFactory, SheetFactory

SHEET = "Réparer un vélo électrique"
# Rows that a restoration changes: it notes itself, sessions end, the index is made again.
CHANGED_BY_RESTORATION = {"audit", "reseau_connection", "search_indexstate", "search_outboxentry"}


@dataclass(frozen=True)
class SmallSite:
    media: Path
    badge_key: Path
    statement: Statement
    badge: str

    def destroy(self) -> None:
        """Lose all that the machine held."""
        call_command("flush", interactive=False, verbosity=0)
        for folder in (self.media, Path(site_settings.SEARCH_INDEX_DIR)):
            shutil.rmtree(folder, ignore_errors=True)
        self.badge_key.unlink()


@pytest.fixture
def small_site(transactional_db, search_sync, settings, tmp_path) -> SmallSite:
    settings.BADGE_KEY_FILE = tmp_path / "keys" / "badges.pem"
    settings.VAR_DIR = tmp_path
    epm = EPMFactory(name="EPM de Gramat")
    animator = PositionFactory(epm=epm).member
    sheet = SheetFactory(epm=epm, author=animator, data=SheetContentFactory(title=SHEET))
    AttachmentFactory(sheet=sheet)
    EnrolmentFactory(member=animator)
    PostFactory()
    record = RecordFactory(learner=LearnerFactory(epm=epm))
    validate_skills(record, "D1.1", "D2.3")
    EvidenceFileFactory(evidence__record=record)
    statement = issue_statement(record=record, by=animator)
    rebuild_index(progress=lambda done, total: None)
    badge = signed_badge(Statement.objects.with_record().get(pk=statement.pk))
    return SmallSite(Path(settings.MEDIA_ROOT), settings.BADGE_KEY_FILE, statement, badge)


@pytest.fixture
def identity(tmp_path) -> x25519.Identity:
    """A private key, also in the file `identity` as `age-keygen` writes it."""
    key = x25519.Identity.generate()
    (tmp_path / "identity").write_text(f"# created: 2026-11-27\n# public key: {key.to_public()}\n{key}\n")
    return key


def run(name: str, *arguments, **options) -> str:
    """Return what a command writes, warnings included."""
    output = StringIO()
    call_command(name, *map(str, arguments), stdout=output, stderr=output, **options)
    return output.getvalue()


def all_rows() -> dict[str, list]:
    """Return the rows of every table, in an order of their own."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - CHANGED_BY_RESTORATION
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of the database
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def all_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def found_keys(client) -> list[str]:
    """Return the keys of what a visitor finds for the words of the sheet."""
    return re.findall(r'data-key="([^"]+)"', client.get("/recherche/", {"q": "vélo électrique"}).content.decode())


def is_verified(client, badge: str) -> bool:
    """Return whether a stranger verifies the badge with what the site publishes. Raises if its signature is wrong."""
    keys = KeySet.import_key_set(client.get("/b2i/badges/cles.json").json())
    return bool(jwt.decode(badge, keys, algorithms=["EdDSA"]).claims)
