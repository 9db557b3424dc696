"""Process that says what kind of file its input is: `python -m reseau.extraction.identify`."""

from typing import BinaryIO

from reseau.extraction.confinement import run_confined
from reseau.extraction.kinds import kind_of


def look(file: BinaryIO, arguments: list[str]) -> dict[str, str]:
    return {"kind": kind_of(file)}


if __name__ == "__main__":
    run_confined(look)
