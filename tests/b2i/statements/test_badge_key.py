"""The key that signs badges: made once, read by nobody else."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from b2i.statements import badge_key as keys


@pytest.fixture
def path(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "var" / "badges.pem"
    return settings.BADGE_KEY_FILE


def test_it_is_made_at_first_and_kept_for_its_owner_alone(path):
    first = keys.badge_key()
    assert keys.badge_key() == first == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["badges.pem"]


def test_two_processes_that_come_first_together_sign_with_one_key(path):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: keys.badge_key(), range(8)))
    assert len(made) == 1
    assert [file.name for file in path.parent.iterdir()] == ["badges.pem"]


def test_one_that_loses_the_race_keeps_the_other_key(path):
    first = keys.badge_key()
    keys._make(path)
    assert keys.badge_key() == first


def test_what_is_published_has_no_private_part(path):
    jwk = keys.public_jwk()
    assert set(jwk) == {"crv", "kty", "x", "kid", "alg", "use"}
    assert jwk == keys.public_jwk()
