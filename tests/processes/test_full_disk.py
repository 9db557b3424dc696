"""A full disk: a clear page, nothing half written, and the site goes on by itself once there is room."""

import json
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.processes.live_site import LiveSite, Visitor, wait_until

MEGABYTE = 1024 * 1024
ROOM = 80 * MEGABYTE
NO_ROOM = "Il n’y a plus de place pour écrire."
MOST_TOPICS = 400


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Mount a disk of that size at `folder`; yield whether this account may."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    is_mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - its own folder
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - the same


def fill(folder: Path) -> None:
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(MEGABYTE))
    with suppress(OSError), (folder / "filler").open("ab", buffering=0) as filler:
        while filler.write(b"0"):
            pass


def forbid_writing(site: LiveSite, limit: int) -> None:
    """Hold the processes of the site to files of `limit` bytes, where this account may mount no disk."""
    groups = {process.pid for process in site.processes}
    for number in (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
        with suppress(ProcessLookupError, PermissionError):
            if os.getpgid(number) in groups:
                resource.prlimit(number, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


@pytest.fixture
def starved(prepared, launch, tmp_path):
    """A running site, a function that fills its disk, another that makes room."""
    used = sum(path.stat().st_size for path in prepared.rglob("*") if path.is_file())
    with small_disk(tmp_path / "disk", used + ROOM) as is_mounted:
        folder = tmp_path / "disk" / "site"
        shutil.copytree(prepared, folder)
        site = launch(folder)
        try:
            if is_mounted:
                yield site, lambda: fill(folder), (folder / "filler").unlink
            else:
                infinity = resource.RLIM_INFINITY
                yield site, lambda: forbid_writing(site, 0), lambda: forbid_writing(site, infinity)
        finally:
            site.kill()


def media_of(site: LiveSite) -> list[str]:
    media = site.folder / "media"
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def sheet_of_the_animator(site: LiveSite) -> int:
    output = site.folder / "keys.json"
    code = f"import json; from tests.demo_keys import demo_keys; json.dump(demo_keys(), open('{output}', 'w'))"
    site.run_code(code)
    return json.loads(output.read_text())["sheet"]


def test_full_disk_is_said_and_the_site_goes_on_when_there_is_room(starved):
    site, fill_disk, make_room = starved
    files = f"/ressources/fiches/{sheet_of_the_animator(site)}/fichiers/"
    person = Visitor(site).log_in("animateur1@example.org")
    wait_until(lambda: person.get("/sante/") == 200, "all is well")
    before = media_of(site)
    fill_disk()

    # The log of SQLite has some room of its own: the first topics may still be written.
    titles = [f"Sujet {number} sur un disque plein" for number in range(MOST_TOPICS)]
    saved, status = [], 302
    while status == 302 and titles:
        status = person.post("/forums/reseau/nouveau/", title=titles[0], body="Reste-t-il de la place ?")
        saved += [titles.pop(0)] if status == 302 else []
    assert (status, NO_ROOM in person.text or "reprend son souffle" in person.text) in [(507, True), (503, True)]
    upload = ("pelote.txt", b"Une pelote de laine. " * 200_000)
    assert person.post(files, file=upload, name="Pelote") in (507, 503)
    assert media_of(site) == before
    assert (person.get("/ressources/"), person.get("/forums/reseau/")) == (200, 200)
    assert person.get("/sante/") == 503 or "disque plein" not in person.text
    assert Visitor(site).get("/sante/", accept="application/json") in (200, 503)

    make_room()
    assert person.post("/forums/reseau/nouveau/", title="De la place", body="Enfin.") == 302
    assert person.post(files, file=upload, name="Pelote") == 302
    stored = {title for (title,) in site.rows("SELECT title FROM forums_topic")}
    assert {*saved, "De la place"} <= stored
    assert set(titles) & stored == set()
    assert site.rows("PRAGMA quick_check") == [("ok",)]
    assert len(media_of(site)) == len(before) + 1
    assert [process.poll() for process in (site.web, site.worker)] == [None, None]
    wait_until(lambda: person.get("/sante/") == 200, "all is well again")
