"""Committed icons and fonts: what the list says, unchanged and light."""

import gzip
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.assets.checksums import HERE, checksum_line
from scripts.assets.package import Package
from scripts.assets.sprite import sprite_of
from scripts.command_steps import ROOT
from scripts.refusal import RefusalError
from tests.test_architecture import tracked

SPRITE, PICTOGRAMS = ROOT / "static/img/icons.svg", ROOT / "reseau/data/pictograms.svg"
ICON_IN_TEMPLATE = re.compile(r'{% icon "([a-z0-9-]+)"')
ICON_IN_CODE = re.compile(r'\bicon(?:: str)? ?= ?"([a-z0-9-]+)"')
# What is edited in Wagtail has its icons.
ADMIN = {"wagtail_hooks.py", "blocks.py", "menu.py"}
LISTED = tomllib.loads((HERE / "packages.toml").read_text(encoding="utf-8"))
CHECKSUMS = (HERE / "checksums.txt").read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize("line", CHECKSUMS, ids=lambda line: line.split()[1])
def test_committed_file_is_the_one_that_the_command_made(line):
    assert checksum_line(ROOT / line.split()[1]) == line


def test_list_names_every_committed_icon_and_font():
    fonts = [path for folder in ("static/fonts", "reseau/data/fonts") for path in (ROOT / folder).iterdir()]
    sprites = [file for path in (SPRITE, PICTOGRAMS) for file in (path, path.with_name("icons-LICENSE.txt"))]
    committed = {*sprites, *fonts}
    assert {ROOT / line.split()[1] for line in CHECKSUMS} == committed


@pytest.mark.parametrize(("sprite", "listed"), [(SPRITE, "names"), (PICTOGRAMS, "pictograms")])
def test_sprite_has_each_listed_icon_once_in_their_order(sprite, listed):
    symbols = [symbol.get("id") for symbol in ElementTree.parse(sprite).getroot()]  # noqa: S314 - a file of ours
    assert symbols == LISTED["icons"][listed]
    assert len(symbols) == len(set(symbols))


def test_sprite_has_what_pages_show_and_nothing_else():
    shown = {
        name
        for path in tracked()
        for pattern, suffix in ((ICON_IN_TEMPLATE, ".html"), (ICON_IN_CODE, ".py"))
        if path.suffix == suffix and "tests" not in path.parts and path.name not in ADMIN
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert shown == set(LISTED["icons"]["names"])


def test_sprite_and_font_stay_light():
    assert len(gzip.compress(SPRITE.read_bytes(), 9)) < 4_500
    assert (ROOT / "static/fonts/atkinson-hyperlegible-next.woff2").stat().st_size < 20_000


def test_drawing_loses_its_colours_and_keeps_its_shapes(tmp_path):
    (tmp_path / "dot.svg").write_text(
        '<!-- licence -->\n<svg\n  viewBox="0 0 24 24"\n  fill="none"\n  stroke="currentColor"\n>\n'
        '  <circle cx="12" cy="12" r="10" />\n  <path d="M12 6v6l4 2" />\n</svg>\n'
    )
    assert sprite_of(tmp_path, ["dot"], "Someone").splitlines()[1] == (
        '<symbol id="dot" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/></symbol>'
    )


def test_archive_with_another_checksum_is_refused(tmp_path, monkeypatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho changed > archive.tgz\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(RefusalError, match="somme de contrôle inattendue"):
        Package("some-icons", "1.0.0", "0" * 64).download(tmp_path)
    assert sorted(path.name for path in Path(tmp_path, "some-icons").iterdir()) == ["archive.tgz"]


def test_versions_of_what_cuts_the_fonts_are_exact():
    lines = (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z]+==[\d.]+", line) for line in lines if not line.startswith("#"))
