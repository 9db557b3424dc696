"""A copy is whole or absent, private, and takes a constant memory."""

import stat
import subprocess
import tracemalloc

import pytest

from extranet.operations.backups.copy_folder import PART, locked, new_copy, sha256
from extranet.operations.backups.encryption import parse_recipients, read_identities
from extranet.operations.backups.refusal import BackupError

MEBIBYTE = 1 << 20


class Zeros:
    """A file of `size` zeros."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return bytes(size)


class CutLine:
    """A file whose disk fails after its first bytes."""

    def __init__(self) -> None:
        self.is_cut = False

    def read(self, size: int = -1) -> bytes:
        if self.is_cut:
            raise OSError("disk failure")
        self.is_cut = True
        return b"first bytes"


@pytest.fixture(params=["in clear", "encrypted"])
def recipients(request, identity) -> list:
    return [] if request.param == "in clear" else [identity.to_public()]


def test_interrupted_copy_leaves_nothing(tmp_path, recipients):
    def interrupted_copy() -> None:
        with new_copy(tmp_path / "copy", recipients) as copy:
            copy.add("whole", Zeros(10))
            copy.add("cut", CutLine())

    with pytest.raises(OSError, match="disk failure"):
        interrupted_copy()
    assert [path.name for path in tmp_path.iterdir() if path.name != "identity"] == []


def test_copy_after_a_killed_one_has_none_of_its_files(tmp_path):
    part = tmp_path / f"copy{PART}" / "media"
    part.mkdir(parents=True)
    (part / "half").write_bytes(b"half")
    with new_copy(tmp_path / "copy", []) as copy:
        copy.add("whole", Zeros(10))
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["files.sha256", "whole"]
    assert not part.exists()


def test_second_copy_at_the_same_time_is_refused(tmp_path):
    part = tmp_path / f"copy{PART}"
    part.mkdir()
    with locked(part), pytest.raises(BackupError, match="Une autre copie"), new_copy(tmp_path / "copy", []):
        pass


def test_folder_with_something_in_it_is_refused_and_kept(tmp_path):
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine").write_text("kept")
    with pytest.raises(BackupError, match="n’est pas vide"), new_copy(tmp_path / "copy", []):
        pass
    assert (tmp_path / "copy" / "mine").read_text() == "kept"


def test_files_and_folders_are_readable_by_their_owner_alone(tmp_path, recipients):
    with new_copy(tmp_path / "copy", recipients) as copy:
        copy.add("media/deep/file", Zeros(10))
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o700
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_list_of_hashes_is_read_by_sha256sum(tmp_path, recipients):
    with new_copy(tmp_path / "copy", recipients) as copy:
        copy.add("media/été à la mer.txt", Zeros(10))
        digest = copy.close()
    command = ["sha256sum", "--check", "--strict", "files.sha256"]
    subprocess.run(command, cwd=tmp_path / "copy", check=True, capture_output=True)  # noqa: S603 - written above
    assert sha256(tmp_path / "copy" / "files.sha256") == digest


@pytest.mark.parametrize("size", [MEBIBYTE, 64 * MEBIBYTE])
def test_memory_does_not_grow_with_the_file(tmp_path, recipients, size):
    with new_copy(tmp_path / "copy", recipients) as copy:
        tracemalloc.start()
        copy.add("large", Zeros(size))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < MEBIBYTE


@pytest.mark.parametrize("text", ["age1wrong", "AGE-SECRET-KEY-1", "a b"])
def test_wrong_public_key_is_refused_in_words(text):
    with pytest.raises(BackupError, match="n’est pas une clé publique age"):
        parse_recipients(text)


@pytest.mark.parametrize("content", [None, b"", b"# only a comment\n", b"age1public\n", b"\xff\xfe"])
def test_file_without_a_private_key_is_refused_in_words(tmp_path, content):
    path = tmp_path / "identity"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackupError, match="aucune clé privée age"):
        read_identities(path)
