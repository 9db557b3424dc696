"""Files of the demo that need no row: printed, drawn and read by a second thread, in the order of the builders.

Typst and the programs that read files leave the processor of the builders free (ADR 83).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from extranet.demo.content import read_file, read_folder
from extranet.demo.files.drawings import render_drawing
from extranet.demo.files.kits import begin_to_print
from extranet.demo.files.sounds import render_ring_tone
from extranet.demo.files.work_ahead import WORK_AHEAD
from extranet.demo.library.imports import bytes_of
from extranet.demo.library.reviews import UNPUBLISHED
from extranet.demo.library.sheet_files import file_of
from extranet.demo.network.patrimoine.places import SKETCHES
from reseau.documents.extraction import reader

KINDS, TEXT, OUTLINE, PICTURE, AUDIO = (
    f"reseau.documents.extraction.{name}" for name in ("kinds", "text", "outline", "picture", "audio")
)


@contextmanager
def files_ahead() -> Iterator[None]:
    """Prepare files while the block runs; within it, a file that was read is not read again."""
    with WORK_AHEAD.running():
        token = reader.ANSWER_KEEPER.set(WORK_AHEAD.result)
        try:
            begin_files()
            yield
        finally:
            reader.ANSWER_KEEPER.reset(token)


def begin_files() -> None:
    for content in read_folder("attachments"):
        begin_document(file_of(content).read(), kind=content["kind"])
    begin_kits("kits", "sheets")
    for content in read_file("pictures")["pictures"]:
        begin_to_read(PICTURE, content=render_drawing(content["drawing"]))
    begin_kits("training_kits", "trainings")
    documents = read_file("imports")["documents"]
    for document in documents:
        kind = "txt" if "text" in document else document.get("kind")
        # The others are refused, or known already.
        if kind in {"txt", "odt"}:
            content = bytes_of(document, documents)
            begin_document(content, kind=kind)
            begin_to_read(OUTLINE, kind, content=content)
    for place in read_file("heritage")["places"]:
        if drawing := place.get("drawing"):
            begin_to_read(PICTURE, content=SKETCHES[drawing]())
        if place.get("sound"):
            begin_to_read(AUDIO, content=render_ring_tone())


def begin_kits(kits: str, titled: str) -> None:
    """Print each kit but those of drafts; `titled`: the folder of what gives its title to the kit of the same name."""
    titles = {content["slug"]: content["title"] for content in read_folder(titled)}
    for content in read_folder(kits):
        if content["slug"] not in UNPUBLISHED:
            begin_to_print(content, title=titles[content["slug"]])


def begin_document(content: bytes, *, kind: str) -> None:
    begin_to_read(KINDS, content=content)
    begin_to_read(TEXT, kind, content=content)


def begin_to_read(program: str, *arguments: str, content: bytes) -> None:
    WORK_AHEAD.begin(
        reader.question(program, *arguments, content=content),
        lambda: reader.run_program(program, *arguments, file=io.BytesIO(content)),
    )
