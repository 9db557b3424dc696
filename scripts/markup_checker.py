"""The Nu HTML checker (vnu), the judge of the markup of pages: fetched once for this account, run on a folder."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.java import find_javas
from scripts.npm import PackageFile

VERSION = "26.9.27"
JAR = PackageFile(
    package="vnu-jar",
    version=VERSION,
    member="package/build/dist/vnu.jar",
    sha256="22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47",
    name=f"vnu-{VERSION}.jar",
    label="le vérificateur de pages",
)
OLDEST_JAVA = 11


@dataclass(frozen=True)
class MarkupFault:
    """An error or a warning about a page: `page` is the name of its file."""

    page: str
    text: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text} ({' '.join(self.extract.split())[:120]})"


def lacking() -> str:
    """Return what this machine lacks to run the checker, in French; an empty string if nothing."""
    if not any(java.version >= OLDEST_JAVA for java in find_javas()):
        return f"il faut Java {OLDEST_JAVA} ou plus récent"
    return JAR.lacking()


def check(folder: Path) -> list[MarkupFault]:
    """Return what the checker says of the pages of a folder (`*.html`)."""
    java = next(java for java in find_javas() if java.version >= OLDEST_JAVA)
    options = ("--format", "json", "--exit-zero-always", "--skip-non-html")
    command = [java.binary, "-Xmx512m", "-jar", JAR.path, *options, folder]
    output = subprocess.run([str(part) for part in command], capture_output=True, check=True, text=True).stderr
    return [
        MarkupFault(Path(message["url"]).name, message["message"], message.get("extract", ""))
        for message in json.loads(output)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
