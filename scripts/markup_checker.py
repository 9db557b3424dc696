"""The Nu HTML checker (vnu), the judge of the markup of pages: fetched once for this account, run on a folder."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.java import find_javas
from scripts.maven import cache_of

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
MEMBER = "package/build/dist/vnu.jar"
OLDEST_JAVA = 11
FETCH_SECONDS = 300


@dataclass(frozen=True)
class MarkupFault:
    """An error or a warning about a page: `page` is the name of its file."""

    page: str
    text: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text} ({' '.join(self.extract.split())[:120]})"


def jar() -> Path:
    return cache_of(f"vnu-{VERSION}.jar")


def lacking() -> str:
    """Return what this machine lacks to run the checker, in French; an empty string if nothing."""
    if not any(java.version >= OLDEST_JAVA for java in find_javas()):
        return f"il faut Java {OLDEST_JAVA} ou plus récent"
    if jar().exists():
        return ""
    if not shutil.which("npm"):
        return "il faut npm pour télécharger le vérificateur de pages (vnu-jar)"
    return "" if fetch() else "le vérificateur de pages (vnu-jar) n’a pas pu être téléchargé"


def fetch() -> bool:
    """Fetch the checker; False if the registry does not answer, or answers with something else."""
    with tempfile.TemporaryDirectory(prefix="extranet-vnu-") as folder:
        command = ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=FETCH_SECONDS)
        except (OSError, subprocess.SubprocessError):
            return False
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as files:
            content = files.extractfile(MEMBER).read()
    if hashlib.sha256(content).hexdigest() != SHA256:
        return False
    jar().parent.mkdir(parents=True, exist_ok=True)
    fresh = jar().with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(jar())
    return True


def check(folder: Path) -> list[MarkupFault]:
    """Return what the checker says of the pages of a folder (`*.html`)."""
    java = next(java for java in find_javas() if java.version >= OLDEST_JAVA)
    options = ("--format", "json", "--exit-zero-always", "--skip-non-html")
    command = [java.binary, "-Xmx512m", "-jar", jar(), *options, folder]
    output = subprocess.run([str(part) for part in command], capture_output=True, check=True, text=True).stderr
    return [
        MarkupFault(Path(message["url"]).name, message["message"], message.get("extract", ""))
        for message in json.loads(output)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
