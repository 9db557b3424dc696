"""The compiled style sheet: available as a static file, up to date, in the order of its sources."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from extranet.interface.stylesheet import SHEET, StaticFinder, gather

WHITENOISE = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def sources(settings, tmp_path) -> Path:
    """The folder `css` of a site with two files, in a layer each."""
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    folder = tmp_path / "static" / "css"
    folder.mkdir(parents=True)
    imports = '@import url("first.css") layer(base);\n@import url("second.css") layer(pages);\n'
    (folder / "site.css").write_text(f"@layer base, pages;\n{imports}")
    (folder / "first.css").write_text("/* Words. */\np {\n  color: red;\n}\n")
    (folder / "second.css").write_text("p { margin: calc(1px + var(--gap)); & .note > b:hover { color: blue; } }\n")
    (tmp_path / "static" / "plain.js").write_text("")
    return folder


def test_files_are_joined_in_their_layers_without_comments(sources):
    text = gather(sources / "site.css")
    assert text == (
        "@layer base{p{color:red}}@layer pages{p{margin:calc(1px + var(--gap))}p .note>b:hover{color:#00f}}"
    )


def test_sheet_is_updated_after_its_sources(sources):
    first = Path(StaticFinder().find(SHEET)).read_text()
    (sources / "first.css").write_text("p { color: green; }\n")
    assert "color:red" in first
    assert "color:green" in Path(StaticFinder().find(SHEET)).read_text()


def test_unchanged_sheet_is_not_written_again(sources):
    written_at = Path(StaticFinder().find(SHEET)).stat().st_mtime_ns
    assert Path(StaticFinder().find(SHEET)).stat().st_mtime_ns == written_at


def test_sheet_replaces_all_its_sources(sources):
    assert sorted(path for path, _ in StaticFinder().list([])) == [SHEET, "plain.js"]


def test_every_path_of_the_sheet_is_the_same_file(sources):
    finder = StaticFinder()
    assert finder.find(SHEET, find_all=True) == [finder.find(SHEET)]
    assert finder.find("plain.js") == str(sources.parent / "plain.js")


def test_error_is_reported_with_its_file(sources):
    (sources / "second.css").write_text("p { color: red; }\n}\n")
    with pytest.raises(ValueError, match=r"second\.css:"):
        gather(sources / "site.css")


def test_finder_returns_the_compiled_sheet():
    text = Path(finders.find(SHEET)).read_text()
    assert text.startswith("@layer tokens{:root{")
    assert "@import" not in text


def test_production_serves_one_hashed_sheet(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": WHITENOISE}}
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    sheets = {path: name for path, name in paths.items() if path.startswith("css/")}
    assert list(sheets) == [SHEET]
    assert (tmp_path / "static" / sheets[SHEET]).with_suffix(".css.gz").exists()
