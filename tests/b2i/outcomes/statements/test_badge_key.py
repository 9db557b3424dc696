"""Tests of the key that signs badges: created once, and never replaced unasked once there are statements."""

import stat
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from b2i.outcomes.statements import badge_key as keys
from b2i.outcomes.statements.checks import check_badge_key
from b2i.outcomes.statements.public_keys import keys_file, public_jwks
from b2i.outcomes.statements.services import issue_statement
from tests.b2i.validation_builder import validate_skills
from tests.factories.statements import StatementFactory

PUBLIC_ADDRESSES = ("/b2i/badges/cles.json", "/b2i/badges/did.json", "/b2i/badges/revocations.jwt")


@pytest.fixture(autouse=True)
def path(db, settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "var" / "badges.pem"
    return settings.BADGE_KEY_FILE


def test_key_is_created_once_and_private(path):
    key = keys.badge_key()
    assert keys.badge_key() == key == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["badges.pem"]


def test_parallel_creation_gives_one_key(path):
    def create(_) -> bytes:
        keys.create_badge_key(path)
        return path.read_bytes()

    with ThreadPoolExecutor(8) as pool:
        created_keys = set(pool.map(create, range(8)))
    assert len(created_keys) == 1
    assert [file.name for file in path.parent.iterdir()] == ["badges.pem"]


def test_lost_race_keeps_first_key(path):
    first_key = keys.badge_key()
    keys.create_badge_key(path)
    assert keys.badge_key() == first_key


def test_published_key_has_no_private_part(path):
    jwk = keys.public_jwk_of(keys.badge_key())
    assert set(jwk) == {"crv", "kty", "x", "kid", "alg", "use"}
    assert jwk == keys.public_jwk_of(keys.badge_key())


def test_first_statement_creates_the_key(path, record, animator):
    validate_skills(record, "D1.1")
    issue_statement(record=record, by=animator)
    assert path.exists()


def test_lost_key_is_refused_and_not_replaced(path, record, animator):
    StatementFactory(record=record)
    with pytest.raises(keys.MissingBadgeKeyError, match="restore"):
        keys.badge_key()
    validate_skills(record, "D1.1")
    issue_statement(record=record, by=animator)
    assert not path.exists()


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_public_address_says_that_the_key_is_missing(client, path, address):
    StatementFactory()
    response = client.get(address)
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")
    assert "Réessayez plus tard" in response.content.decode()
    assert not path.exists()


def test_badge_without_its_key_is_not_given(client_of, animator, record):
    statement = StatementFactory(record=record)
    assert client_of(animator).get(f"/b2i/releves/{statement.pk}/badge.jwt").status_code == 503


def test_check_reports_a_lost_key_only(path, settings):
    assert check_badge_key(None, ["default"]) == []
    StatementFactory()
    assert [error.id for error in check_badge_key(None, ["default"])] == ["b2i.E001"]
    settings.DEMO = True
    assert check_badge_key(None, ["default"]) == []
    settings.DEMO = False
    keys.create_badge_key(path)
    assert check_badge_key(None, ["default"]) == []


def test_demonstration_starts_another_key(path, settings):
    settings.DEMO = True
    StatementFactory()
    assert keys.badge_key() == path.read_bytes()


def test_new_key_is_made_when_asked_and_replaces_none(path):
    StatementFactory()
    call_command("new_badge_key", stdout=StringIO())
    key = keys.badge_key()
    with pytest.raises(CommandError, match="rien n’est à refaire"):
        call_command("new_badge_key", stdout=StringIO())
    assert keys.badge_key() == key


def test_replaced_key_stays_published_and_a_stolen_one_does_not(path):
    first = keys.public_jwk_of(keys.badge_key())
    call_command("new_badge_key", "--replace", stdout=StringIO())
    second = keys.public_jwk_of(keys.badge_key())
    assert (public_jwks(), stat.S_IMODE(path.stat().st_mode)) == ([first, second], 0o600)
    call_command("new_badge_key", "--stolen", stdout=StringIO())
    assert public_jwks() == [first, keys.public_jwk_of(keys.badge_key())]
    assert '"d"' not in keys_file().read_text()


def test_nothing_is_replaced_where_the_key_is_lost(path):
    StatementFactory()
    with pytest.raises(CommandError, match="introuvable"):
        call_command("new_badge_key", "--replace", stdout=StringIO())
    assert not path.exists()


def test_public_half_outlives_a_lost_key(path, record, animator):
    validate_skills(record, "D1.1")
    issue_statement(record=record, by=animator)
    lost = keys.public_jwk_of(keys.badge_key())
    path.unlink()
    call_command("new_badge_key", stdout=StringIO())
    assert public_jwks() == [lost, keys.public_jwk_of(keys.badge_key())]


@pytest.mark.parametrize("address", [*PUBLIC_ADDRESSES, "/b2i/badges/emetteur.json"])
def test_page_of_another_site_reads_public_documents_without_cookies(client, address):
    keys.badge_key()
    headers = client.get(address, headers={"Origin": "https://wallet.example.org"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers


def test_badge_of_a_learner_is_not_read_by_a_page_of_another_site(client_of, record, animator):
    keys.badge_key()
    statement = StatementFactory(record=record)
    headers = {"Origin": "https://wallet.example.org"}
    response = client_of(animator).get(f"/b2i/releves/{statement.pk}/badge.jwt", headers=headers)
    assert (response.status_code, "Access-Control-Allow-Origin" in response.headers) == (200, False)
