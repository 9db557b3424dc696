"""Files of npm packages: fetched once, checked, or not at all."""

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from scripts import npm
from scripts.npm import PackageFile

CONTENT = b"judge"


@pytest.fixture
def judge(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    return PackageFile("tool", "1.2", "package/tool.js", sha256, name="tool-1.2.js", label="le vérificateur")


@pytest.fixture
def registry(monkeypatch):
    """Commands given to npm, which answers with the content of `registry.content`."""

    class Registry(list):
        content = CONTENT

    answers = Registry()

    def pack(command, cwd, **_):
        answers.append(command)
        with tarfile.open(Path(cwd) / "tool-1.2.tgz", "w:gz") as archive:
            member = tarfile.TarInfo("package/tool.js")
            member.size = len(answers.content)
            archive.addfile(member, io.BytesIO(answers.content))

    monkeypatch.setattr(npm.shutil, "which", lambda name: "/usr/bin/npm")
    monkeypatch.setattr(npm.subprocess, "run", pack)
    return answers


def test_missing_npm_is_reported(judge, monkeypatch):
    monkeypatch.setattr(npm.shutil, "which", lambda name: None)
    assert judge.lacking() == "il faut npm pour télécharger le vérificateur (tool)"


def test_file_is_downloaded_once_per_account(judge, registry):
    assert [judge.lacking(), judge.lacking()] == ["", ""]
    assert registry == [["npm", "pack", "--silent", "tool@1.2"]]
    assert [path.read_bytes() for path in judge.path.parent.iterdir()] == [CONTENT]


def test_other_content_is_refused(judge, registry):
    registry.content = b"something else"
    assert judge.lacking() == "le vérificateur (tool) n’a pas pu être téléchargé"
    assert not judge.path.exists()


def test_silent_registry_is_reported(judge, monkeypatch):
    def no_network(*_, **__):
        raise OSError

    monkeypatch.setattr(npm.shutil, "which", lambda name: "/usr/bin/npm")
    monkeypatch.setattr(npm.subprocess, "run", no_network)
    assert judge.lacking() == "le vérificateur (tool) n’a pas pu être téléchargé"
