"""Archives that Maven brings: once, or not at all."""

from pathlib import Path

import pytest

from scripts import maven
from scripts.java import Java
from scripts.maven import cache_of, fetch_archives
from scripts.refusal import RefusalError


@pytest.fixture
def cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "extranet"


def fetch() -> None:
    fetch_archives("org.example:tool:1", cache_of("tool-1"), label="Outil", java=Java(Path("/java"), 25))


def test_missing_maven_is_reported(cache_folder, monkeypatch):
    monkeypatch.setattr(maven.shutil, "which", lambda name: None)
    with pytest.raises(RefusalError, match="apt install maven"):
        fetch()


def test_archives_are_downloaded_once_per_account(cache_folder, monkeypatch):
    commands = []

    def run_step(label, command, env):
        commands.append(env["JAVA_HOME"])
        folder = next(part for part in map(str, command) if part.startswith("-DoutputDirectory="))
        Path(folder.partition("=")[2]).mkdir()

    monkeypatch.setattr(maven.shutil, "which", lambda name: "/usr/bin/mvn")
    monkeypatch.setattr(maven, "run_step", run_step)
    for _ in range(2):
        fetch()
    assert commands == ["/java"]
    assert [path.name for path in cache_folder.iterdir()] == ["tool-1"]


def test_failed_download_leaves_nothing(cache_folder, monkeypatch):
    def no_network(*_, **__):
        raise RefusalError("Internet ne répond pas")

    monkeypatch.setattr(maven.shutil, "which", lambda name: "/usr/bin/mvn")
    monkeypatch.setattr(maven, "run_step", no_network)
    with pytest.raises(RefusalError):
        fetch()
    assert list(cache_folder.iterdir()) == []
