"""Tests of the key that signs badges."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from b2i.statements import badge_key as keys


@pytest.fixture
def path(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "var" / "badges.pem"
    return settings.BADGE_KEY_FILE


def test_key_is_created_once_and_private(path):
    key = keys.badge_key()
    assert keys.badge_key() == key == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["badges.pem"]


def test_parallel_creation_gives_one_key(path):
    with ThreadPoolExecutor(8) as pool:
        created_keys = set(pool.map(lambda _: keys.badge_key(), range(8)))
    assert len(created_keys) == 1
    assert [file.name for file in path.parent.iterdir()] == ["badges.pem"]


def test_lost_race_keeps_first_key(path):
    first_key = keys.badge_key()
    keys._create_key_file(path)
    assert keys.badge_key() == first_key


def test_published_key_has_no_private_part(path):
    jwk = keys.public_jwk()
    assert set(jwk) == {"crv", "kty", "x", "kid", "alg", "use"}
    assert jwk == keys.public_jwk()
