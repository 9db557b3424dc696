"""The Java runtimes of this machine."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PLACES = (
    "usr/lib/jvm/*/bin/java",
    "opt/java/*/bin/java",
    "Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java",
    "opt/homebrew/opt/openjdk*/bin/java",
)


@dataclass(frozen=True)
class Java:
    home: Path
    version: int

    @property
    def binary(self) -> Path:
        return self.home / "bin" / "java"


def find_javas() -> list[Java]:
    """Return the installed Java runtimes: that of JAVA_HOME first, then the newest."""
    preferred = [Path(home) / "bin" / "java"] if (home := os.environ.get("JAVA_HOME")) else []
    on_path = [Path(found)] if (found := shutil.which("java")) else []
    installed = [path for place in PLACES for path in Path("/").glob(place)]
    javas = {java.home: java for java in map(read_java, [*preferred, *on_path, *installed]) if java}
    return sorted(javas.values(), key=lambda java: (not is_preferred(java, preferred), -java.version))


def is_preferred(java: Java, preferred: list[Path]) -> bool:
    return any(path.resolve() == java.binary.resolve() for path in preferred)


def read_java(binary: Path) -> Java | None:
    """Return the Java of that program, with the major version that it prints; None if it is no Java."""
    try:
        output = subprocess.run(
            [str(binary), "-version"], capture_output=True, text=True, check=False, timeout=30
        ).stderr
    except OSError:
        return None
    found = re.search(r'version "(\d+)', output)
    return Java(binary.resolve().parents[1], int(found[1])) if found else None
