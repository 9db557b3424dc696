"""Static files gathered beside the other steps of a first start."""

import time

import pytest
from django.core.management import CommandError, call_command

from extranet.interface.stylesheet import SHEET, gather
from extranet.operations.first_start import static_files
from extranet.operations.first_start.static_files import StaticGathering
from reseau.documents.papers.paper import MARK


def test_files_are_there_once_the_gathering_has_finished(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"

    StaticGathering().finish()

    assert (tmp_path / "static" / "img" / "icon.svg").read_bytes() == MARK.read_bytes()


def test_files_come_also_after_this_process_has_gathered_the_sheet(tmp_path, settings, monkeypatch):
    """A fork leaves behind the threads that gathered: one that needs them waited for ever."""
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(static_files, "PATIENCE", 60)
    sheet = gather(settings.BASE_DIR / "static" / SHEET)

    StaticGathering().finish()

    assert next((tmp_path / "static" / "css").glob("site*.css")).read_text(encoding="utf-8")[:200] == sheet[:200]


def test_gathering_that_never_ends_is_stopped(tmp_path, settings, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(static_files, "PATIENCE", 0.1)
    monkeypatch.setattr(static_files, "call_command", lambda *args, **options: time.sleep(60))
    gathering = StaticGathering()

    with pytest.raises(CommandError, match="Nothing after"):
        gathering.finish()

    assert not gathering._process.is_alive()


def test_gathering_that_fails_says_why(tmp_path, settings):
    """A file stands where the folder should be."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.write_text("")

    gathering = StaticGathering()

    with pytest.raises(CommandError, match=r"NotADirectoryError.*static"):
        gathering.finish()


def test_preparation_waits_for_the_files(tmp_path, settings, capfd):
    settings.STATIC_ROOT = tmp_path / "static"

    call_command("prepare", "statiques")

    assert capfd.readouterr().out.splitlines() == ["> statiques", "= statiques"]
    assert (tmp_path / "static" / "img" / "icon.svg").exists()
