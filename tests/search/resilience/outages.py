"""Ways in which the engine fails in the middle of writes, and comes back."""

import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path

from django.conf import settings

from search.engines import embedded
from search.engines.choice import get_engine

LOCKING = """
import sys, time, tantivy
writer = tantivy.Index.open(sys.argv[1]).writer(15_000_000, 1)
print("locked", flush=True)
time.sleep(600)
"""


class Outage(ABC):
    """`answers`: whether the index still answers searches. `heals`: whether the worker repairs it alone.

    Server engines have their outages here too: stopped in `begin`, started again in `end`.
    """

    answers = False
    heals = False

    @abstractmethod
    def begin(self) -> None: ...

    def end(self) -> None:
        """Undo `begin` if needed; called at the end of the test as well."""
        return


class Removed(Outage):
    """The folder of the index is removed."""

    heals = True

    def begin(self) -> None:
        shutil.rmtree(settings.SEARCH_INDEX_DIR)


class Damaged(Outage):
    """A file of the index is cut short, as by a full disk or a power cut."""

    heals = True

    def begin(self) -> None:
        meta = Path(settings.SEARCH_INDEX_DIR) / get_engine().ensure() / "meta.json"
        meta.write_text(meta.read_text()[:50])


class Unreadable(Outage):
    """The disk of the index disappears and comes back unchanged; meanwhile nothing can be read or created there."""

    def begin(self) -> None:
        self.folder = Path(settings.SEARCH_INDEX_DIR)
        self.aside = self.folder.with_name("aside")
        self.folder.rename(self.aside)
        self.folder.write_text("no folder")

    def end(self) -> None:
        if self.folder.is_file():
            self.folder.unlink()
            self.aside.rename(self.folder)


class Locked(Outage):
    """Another process holds the writer's lock."""

    answers = True

    def begin(self) -> None:
        path = Path(settings.SEARCH_INDEX_DIR) / get_engine().ensure()
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter on the text above
            [sys.executable, "-c", LOCKING, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout.readline() == "locked\n"
        self.patience, embedded.LOCK_PATIENCE = embedded.LOCK_PATIENCE, 0.2

    def end(self) -> None:
        embedded.LOCK_PATIENCE = self.patience
        with self.process:
            self.process.kill()
