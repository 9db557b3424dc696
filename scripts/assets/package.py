"""A package of npm at one version, downloaded and checked before anything of it is read."""

import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from scripts.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Package:
    """`sha256`: checksum of the archive that npm hands over."""

    name: str
    version: str
    sha256: str

    def download(self, folder: Path) -> Path:
        """Return the unpacked package. Raises RefusalError if the archive is not the expected one."""
        target = folder / self.name.replace("/", "-").strip("@")
        target.mkdir()
        command = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        subprocess.run(command, cwd=target, check=True, capture_output=True)
        (archive,) = target.glob("*.tgz")
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != self.sha256:
            raise RefusalError(f"{self.name} {self.version} : somme de contrôle inattendue, {found}.")
        with tarfile.open(archive) as files:
            files.extractall(target, filter="data")
        return target / "package"
