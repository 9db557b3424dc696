"""The site's side of extraction: runs the process that reads a file, and reads its answer."""

import base64
import hashlib
import io
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import BinaryIO

from reseau.documents.extraction.blocks import Block
from reseau.documents.extraction.problems import TOO_HEAVY, FileProblemError

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[3]
# Seconds of elapsed time. What ends a hostile file is the limit of its own computing time (`confinement.CPU_SECONDS`):
# on a machine that others load, the twelve seconds that an honest one may compute take minutes.
PATIENCE = 180
# No variable of the site: they hold its secrets.
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}

# A program, its arguments and the hash of the file: the same question has the same answer.
Question = tuple[str, tuple[str, ...], str]
# Returns the answer to a question: one that it keeps, or that of the function, which asks.
AnswerKeeper = Callable[[Question, Callable[[], dict]], dict]
# Set by what reads the same files several times, and knows them beforehand: the demo.
ANSWER_KEEPER: ContextVar[AnswerKeeper | None] = ContextVar("answer_keeper", default=None)


class ReaderFailedError(Exception):
    """The process failed to run: the installation is at fault, not the file."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture as the site keeps it; sizes in points."""

    content: bytes
    extension: str
    width: int
    height: int

    @classmethod
    def from_answer(cls, answer: dict) -> "Rendition":
        return cls(**answer | {"content": base64.b64decode(answer["content"])})


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording; `seconds` is None if its duration is unknown."""

    kind: str
    seconds: float | None


def identify(file: BinaryIO) -> str:
    """Return the kind of the file, by its content. Raises `FileProblemError`."""
    return run_program("reseau.documents.extraction.kinds", file=file)["kind"]


def read_text(file: BinaryIO, *, kind: str) -> str:
    """Return the text of a file of that kind; empty when it holds none. Raises `FileProblemError`."""
    return run_program("reseau.documents.extraction.text", kind, file=file)["text"]


def outline(file: BinaryIO, *, kind: str) -> list[Block]:
    """Return the blocks of the file; none when it holds no text. Raises `FileProblemError`."""
    return [Block(*block) for block in run_program("reseau.documents.extraction.outline", kind, file=file)["blocks"]]


def is_tagged(file: BinaryIO) -> bool:
    """Whether a PDF has tags for screen readers. Raises `FileProblemError`."""
    return run_program("reseau.documents.extraction.pdf", file=file)["is_tagged"]


def page_count(file: BinaryIO) -> int:
    """Return the number of pages of a PDF that may be copied whole into another one. Raises `FileProblemError`."""
    return run_program("reseau.documents.extraction.pdf", "pages", file=file)["pages"]


def redraw(file: BinaryIO) -> tuple[Rendition, Rendition]:
    """Return the picture redrawn without metadata: large, then small. Raises `FileProblemError`."""
    answer = run_program("reseau.documents.extraction.picture", file=file)
    return Rendition.from_answer(answer["large"]), Rendition.from_answer(answer["small"])


def listen(file: BinaryIO) -> Sound:
    """What a recording is. Raises `FileProblemError`, with the codes of `audio` as well."""
    return Sound(**run_program("reseau.documents.extraction.audio", file=file))


def run_program(program: str, *arguments: str, file: BinaryIO) -> dict:
    """Return the answer of a program (a module). Raises `FileProblemError`."""
    keeper = ANSWER_KEEPER.get()
    if keeper is None:
        return _run(program, arguments, file)
    file.seek(0)
    content = file.read()
    return keeper(question(program, *arguments, content=content), lambda: _run(program, arguments, io.BytesIO(content)))


def question(program: str, *arguments: str, content: bytes) -> Question:
    return program, tuple(map(str, arguments)), hashlib.sha256(content).hexdigest()


def _run(program: str, arguments: tuple[str, ...], file: BinaryIO) -> dict:
    """Run the program on a local copy: the file may come from another machine."""
    with tempfile.TemporaryFile() as copy, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", program, *arguments],
            stdin=copy,
            stdout=output,
            stderr=complaints,
            cwd=ROOT,
            env=ENVIRONMENT,
        ) as process:
            # `wait(timeout)` asks at intervals of up to 50 ms: half as long again as most files take.
            end = Timer(PATIENCE, process.kill)
            end.start()
            try:
                status = process.wait()
            finally:
                end.cancel()
                process.kill()
        if status < 0:
            raise FileProblemError(TOO_HEAVY, f"stopped by signal {-status}")
        if status:
            raise ReaderFailedError(_end_of(complaints))
        output.seek(0)
        answer = json.loads(output.read())
    if problem := answer.get("problem"):
        logger.warning("%s: %s %s", program, problem, answer["detail"])
        raise FileProblemError(problem, answer["detail"])
    return answer


def _end_of(complaints: BinaryIO) -> str:
    complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 2000))
    return complaints.read().decode(errors="replace")
