"""Archives of Java programs, downloaded by Maven to a cache of this account."""

import os
import shutil
import tempfile
from pathlib import Path

from scripts.command_steps import run_step
from scripts.java import Java
from scripts.refusal import RefusalError

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>cache</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>
  </dependency></dependencies>
</project>
"""
COPY_DEPENDENCIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


def cache_of(name: str) -> Path:
    """Return where archives stay, for all clones of the project of this account."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "extranet" / name


def fetch_archives(artifact: str, cache: Path, *, label: str, java: Java) -> None:
    """Download `artifact` (« group:artifact:version ») and all that it depends on into `cache`, once.

    `label` names the program in messages. Raises `RefusalError` without Maven or network.
    """
    if cache.is_dir():
        return
    maven = shutil.which("mvn")
    if not maven:
        raise RefusalError(
            f"Maven est introuvable : il apporte {label} la première fois (sous Debian ou Ubuntu : apt install maven)."
        )
    cache.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent) as folder:
        pom, archives = Path(folder) / "pom.xml", Path(folder) / "archives"
        pom.write_text(POM.format(**dict(zip(("group", "artifact", "version"), artifact.split(":"), strict=True))))
        options = ["-DincludeScope=runtime", f"-DoutputDirectory={archives}"]
        run_step(
            f"{label} (par Maven)",
            [maven, "-B", "-q", "-f", pom, COPY_DEPENDENCIES, *options],
            env={**os.environ, "JAVA_HOME": str(java.home)},
        )
        try:
            archives.rename(cache)
        except OSError:
            if not cache.is_dir():  # else another run finished first
                raise
