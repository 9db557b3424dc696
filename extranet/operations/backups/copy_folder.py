"""The folder of a copy: each file encrypted or in clear, with its hash; whole, or absent."""

import fcntl
import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from extranet.operations.backups.encryption import SUFFIX, decrypt, encrypt
from extranet.operations.backups.manifest import Manifest, read_manifest
from extranet.operations.backups.refusal import BackupError

HASHES = "files.sha256"
PART = ".part"
OWNER_ONLY, FOLDER_OWNER_ONLY = 0o600, 0o700


class HashingWriter:
    """A file that is hashed while it is written, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.hash, self.size = hashlib.sha256(), 0
        self.file = open(path, "xb", opener=lambda name, flags: os.open(name, flags, OWNER_ONLY))  # noqa: SIM115 - closed by its caller

    def write(self, block: bytes) -> int:
        self.hash.update(block)
        self.size += len(block)
        return self.file.write(block)

    def flush(self) -> None:
        self.file.flush()

    def close(self) -> None:
        self.file.close()


class NewCopy:
    """A copy being made in `folder`. Use `new_copy`."""

    def __init__(self, folder: Path, recipients: list) -> None:
        self.folder, self.recipients, self.count = folder, recipients, 0
        self.hashes = HashingWriter(folder / HASHES)

    def place_of(self, name: str) -> Path:
        return self.folder / (f"{name}{SUFFIX}" if self.recipients else name)

    def has(self, name: str) -> bool:
        return self.place_of(name).is_file()

    @contextmanager
    def open(self, name: str) -> Iterator[HashingWriter]:
        """Yield a new file of the copy, to be written as it is. Its hash is kept when it is closed."""
        place = self.place_of(name)
        place.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
        target = HashingWriter(place)
        try:
            yield target
        finally:
            target.close()
        self.count += 1
        path = place.relative_to(self.folder).as_posix()
        self.hashes.write(f"{target.hash.hexdigest()}  {path}\n".encode())

    def add(self, name: str, source: BinaryIO) -> None:
        """Copy a file to its end. `name`: its path in the copy, before encryption."""
        with self.open(name) as target:
            if self.recipients:
                encrypt(source, target, self.recipients)
            else:
                shutil.copyfileobj(source, target)

    def close(self) -> str:
        """Return the hash of the list of hashes."""
        self.hashes.close()
        return self.hashes.hash.hexdigest()


@contextmanager
def new_copy(folder: Path, recipients: list) -> Iterator[NewCopy]:
    """Yield the copy, made under another name; it takes its own at the end, when all is on the disk.

    Raises BackupError if `folder` is not empty, or if another copy is being made there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} n’est pas vide\u00a0: donnez un dossier neuf.")
    part = folder.with_name(folder.name + PART)
    part.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
    with locked(part):
        # Left by a copy that was interrupted.
        for entry in part.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        part.chmod(FOLDER_OWNER_ONLY)
        copy = NewCopy(part, recipients)
        try:
            yield copy
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        finally:
            copy.close()
        os.sync()
        part.replace(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BackupError(f"Une autre copie s’écrit dans {folder}.") from error
    finally:
        os.close(descriptor)


class StoredCopy:
    """A copy made earlier. Raises BackupError if its manifest is missing or damaged."""

    def __init__(self, folder: Path, identities: list) -> None:
        self.folder, self.identities = folder, identities
        self.manifest: Manifest = read_manifest(folder)

    @property
    def is_readable(self) -> bool:
        """Whether the files can be read: in clear, or with a private key."""
        return not self.manifest.is_encrypted or bool(self.identities)

    def names(self, under: str = "") -> Iterator[str]:
        """Yield the names of the files, as `NewCopy.add` got them, that begin with `under`."""
        suffix = SUFFIX if self.manifest.is_encrypted else ""
        for _, path in read_hashes(self.folder):
            if path.startswith(under):
                yield path.removesuffix(suffix)

    def verify(self) -> int:
        """Read each file and return their number. Raises BackupError, naming the first ones that are wrong."""
        if not (self.folder / HASHES).is_file() or sha256(self.folder / HASHES) != self.manifest.files_sha256:
            raise BackupError(f"{self.folder / HASHES} manque ou est abîmé.")
        return verify_hashes(self.folder)

    def read_into(self, name: str, target: BinaryIO) -> None:
        """Copy the content of a file into `target`, in clear."""
        stored = self.folder / (f"{name}{SUFFIX}" if self.manifest.is_encrypted else name)
        with stored.open("rb") as source:
            if self.manifest.is_encrypted:
                decrypt(source, target, self.identities)
            else:
                shutil.copyfileobj(source, target)

    def content(self, name: str) -> bytes:
        """Return a small file in clear."""
        target = io.BytesIO()
        self.read_into(name, target)
        return target.getvalue()


def read_hashes(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield hash and path of each file of a copy, line by line."""
    with (folder / HASHES).open(encoding="utf-8") as lines:
        for line in lines:
            digest, _, path = line.rstrip("\n").partition("  ")
            yield digest, path


def verify_hashes(folder: Path, *, without: str = "") -> int:
    """Read each file and return their number. Raises BackupError, naming the first ones that are wrong.

    `without`: beginning of the paths of files that may be absent.
    """
    wrong, count = [], 0
    for digest, path in read_hashes(folder):
        if without and path.startswith(without):
            continue
        count += 1
        place = folder / path
        if ".." in PurePosixPath(path).parts or not place.is_file():
            wrong.append(f"{path} (manque)")
        elif sha256(place) != digest:
            wrong.append(f"{path} (abîmé)")
    if wrong:
        raise BackupError(f"Copie incomplète ou abîmée, {len(wrong)} fichiers\u00a0: {', '.join(wrong[:10])}.")
    return count


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
