"""Finding a Java on this machine."""

import pytest

from scripts import java as java_module
from scripts.java import find_javas


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with the Javas that a test installs, under `jvm`; none at first."""
    monkeypatch.setattr(java_module, "PLACES", (f"{str(tmp_path).lstrip('/')}/jvm/*/bin/java",))
    monkeypatch.setattr(java_module.shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)

    def install(name: str, says: str):
        binary = tmp_path / "jvm" / name / "bin" / "java"
        binary.parent.mkdir(parents=True)
        binary.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
        binary.chmod(0o755)
        return binary.parents[1]

    return install


def versions() -> list[int]:
    return [java.version for java in find_javas()]


def test_machine_without_java_has_no_version(machine):
    assert find_javas() == []


def test_newest_comes_first(machine):
    machine("old", 'openjdk version "17.0.15" 2025-04-15')
    machine("new", 'openjdk version "25" 2025-09-16 LTS')
    assert versions() == [25, 17]


def test_java_chosen_by_the_user_comes_before_newer_ones(machine, monkeypatch):
    chosen = machine("old", 'java version "17.0.15"')
    machine("new", 'openjdk version "25.0.3"')
    monkeypatch.setenv("JAVA_HOME", str(chosen))
    assert versions() == [17, 25]


def test_folder_without_java_is_ignored(machine, monkeypatch):
    machine("broken", "Segmentation fault")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    assert versions() == []
