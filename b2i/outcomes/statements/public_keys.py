"""Public halves of the keys that ever signed badges: each stays served, so that old badges verify.

They stand in a JWK set beside the private key (`badges.public.json`). A replaced key, even one whose private half is
lost, goes on verifying what it signed; a stolen one is withdrawn.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from b2i.outcomes.statements.badge_key import MissingBadgeKeyError, badge_key, create_badge_key, public_jwk_of

Jwk = dict[str, str]


def public_jwks() -> list[Jwk]:
    """Return the keys, the oldest first: verifiers of badges that name no key take the first one."""
    current = public_jwk_of(badge_key())
    return [key for key in stored_keys() if key != current] + [current]


def stored_keys() -> list[Jwk]:
    try:
        return json.loads(keys_file().read_text())["keys"]
    except FileNotFoundError:
        return []


def keys_file() -> Path:
    return Path(settings.BADGE_KEY_FILE).with_suffix(".public.json")


def store_public_key() -> None:
    """Keep the public half of the key that signs now, if there is one and it is not kept yet."""
    with suppress(MissingBadgeKeyError):
        current = public_jwk_of(badge_key())
        if current not in stored_keys():
            _write([*stored_keys(), current])


def replace_badge_key(*, is_stolen: bool = False) -> None:
    """Start another key. The public half of the former stays served, unless the private one `is_stolen`.

    Raises MissingBadgeKeyError if there is nothing to replace.
    """
    former = public_jwk_of(badge_key())
    store_public_key()
    if is_stolen:
        _write([key for key in stored_keys() if key != former])
    path = Path(settings.BADGE_KEY_FILE)
    draft = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    create_badge_key(draft)
    draft.replace(path)
    store_public_key()


def _write(keys: list[Jwk]) -> None:
    path = keys_file()
    draft = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    draft.write_text(json.dumps({"keys": keys}, indent=1))
    draft.replace(path)
