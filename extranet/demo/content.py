"""Content of the demo, read from the TOML files of `content/`: sheets, trainings, topics, names, descriptions."""

import tomllib
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


@cache
def read_file(name: str) -> dict:
    """Return the content of `content/<name>.toml`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_folder(name: str) -> tuple[dict, ...]:
    """Return the content of each file of `content/<name>/`, sorted by file name, with the file's name as `slug`."""
    return tuple(
        {"slug": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))}
        for path in sorted((CONTENT / name).glob("*.toml"))
    )
