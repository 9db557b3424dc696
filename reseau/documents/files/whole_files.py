"""Files on this machine, kept whole or not at all."""

from contextlib import suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFileSystemStorage(FileSystemStorage):
    """Django's own leaves the beginning of a file that the disk had no room for."""

    def _save(self, name: str, content: File) -> str:
        was_there = self.exists(name)
        try:
            return super()._save(name, content)
        except OSError:
            if not was_there:
                # Where the folder itself is wrong, the first refusal says so.
                with suppress(OSError):
                    Path(self.path(name)).unlink(missing_ok=True)
            raise
