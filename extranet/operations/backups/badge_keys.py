"""The keys of badges in a copy: the one that signs, and the public halves kept beside it (`badges.public.json`).

In a copy they are named after `badges.pem`, whatever the site calls its own.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from b2i.outcomes.statements.badge_key import OWNER_ONLY
from extranet.operations.backups.copy_folder import NewCopy, StoredCopy
from extranet.operations.backups.refusal import BackupError

FOLDER = "keys/"
STEM = "badges"
SIGNING_KEY = f"{FOLDER}{STEM}.pem"
# A key that is being created, for an instant.
DRAFT = re.compile(r"\.\d+-[0-9a-f]{8}$")


def key_files() -> Iterator[tuple[str, Path]]:
    """Yield the name in the copy and the place of each key."""
    signing_key = Path(settings.BADGE_KEY_FILE)
    if signing_key.is_file():
        yield SIGNING_KEY, signing_key
    for path in sorted(signing_key.parent.glob(f"{signing_key.stem}*")):
        if path != signing_key and path.is_file() and not DRAFT.search(path.name):
            yield f"{FOLDER}{STEM}{path.name.removeprefix(signing_key.stem)}", path


def add_keys(copy: NewCopy) -> bool:
    """Add the keys to the copy; return whether the one that signs is there."""
    for name, path in key_files():
        with path.open("rb") as source:
            copy.add(name, source)
    return copy.has(SIGNING_KEY)


def load_keys(contents: dict[str, bytes], *, replace: bool) -> int:
    """Put keys back by name of file, and return their number. Raises BackupError rather than replace one unasked."""
    places = {place_of(name): content for name, content in contents.items()}
    for path, content in places.items():
        if path.is_file() and path.read_bytes() != content and not replace:
            raise BackupError(
                f"{path} contient une autre clé\u00a0: mettez-la de côté (restore accepte aussi --replace)."
            )
    for path, content in places.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
            file.write(content)
        draft.replace(path)
    return len(places)


def kept_keys(copy: StoredCopy) -> dict[str, bytes]:
    return {name.removeprefix(FOLDER): copy.content(name) for name in copy.names(FOLDER)}


def place_of(name: str) -> Path:
    signing_key = Path(settings.BADGE_KEY_FILE)
    return (
        signing_key
        if f"{FOLDER}{name}" == SIGNING_KEY
        else signing_key.with_name(signing_key.stem + name.removeprefix(STEM))
    )
