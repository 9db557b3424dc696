"""The style sheet of the site: one file for the pages, gathered and minified from the files of `static/css`."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import lightningcss
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

FOLDER = "css"
SHEET = f"{FOLDER}/site.css"
# The first versions that support cascade layers: newer syntax is rewritten for them.
BROWSERS = ["chrome >= 99", "firefox >= 97", "safari >= 15.4"]
OPTIONS = {"minify": True, "browsers_list": BROWSERS}
ALONE = f"import lightningcss, sys; sys.stdout.buffer.write(lightningcss.bundle_css(sys.argv[1], **{OPTIONS}).encode())"
# The processes that have the threads of lightningcss, which it starts at its first work and a fork leaves behind.
_started_in: set[int] = set()


def gather(source: Path) -> str:
    """Return the minified text of `source` with what it imports; ValueError names the file of a mistake.

    A process forked from one that has gathered lacks its threads, and would wait for them for ever: it has another
    process do it.
    """
    if _started_in and os.getpid() not in _started_in:
        return _gather_alone(source)
    _started_in.add(os.getpid())
    return lightningcss.bundle_css(str(source), **OPTIONS)


def _gather_alone(source: Path) -> str:
    command = [sys.executable, "-c", ALONE, str(source)]
    work = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - of our own making
    if work.returncode:
        raise ValueError(work.stderr.strip().rpartition("\n")[2])
    return work.stdout


class StaticFinder(FileSystemFinder):
    """Finds the files of `static/`, where the gathered sheet stands for all of `static/css`.

    The sheet is gathered at each request, in a few milliseconds, so that it is never stale: once by
    `collectstatic`, at each load of a page in debug mode, never by a site in production.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.gathered = FileSystemStorage(location=settings.VAR_DIR / "gathered")

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str] | None:
        if path != SHEET:
            return super().find(path, find_all, **kwargs)
        sheet = self.write_sheet()
        return [sheet] if find_all else sheet

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.write_sheet()
        yield SHEET, self.gathered
        yield from super().list([*(ignore_patterns or []), FOLDER])

    def write_sheet(self) -> str:
        """Write the sheet if it has changed, and return its path."""
        text = gather(settings.BASE_DIR / "static" / SHEET)
        sheet = Path(self.gathered.path(SHEET))
        if not sheet.exists() or sheet.read_text(encoding="utf-8") != text:
            sheet.parent.mkdir(parents=True, exist_ok=True)
            fresh = sheet.with_suffix(".new")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(sheet)
        return str(sheet)
