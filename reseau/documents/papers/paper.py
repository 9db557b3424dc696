"""Papers: a template and data become an accessible PDF (PDF/UA-1), also PDF/A-2a for what is kept, in memory.

Each app keeps its templates in its folder `data`; all may import `papier.typ` of this one, and what a paper names as
`imported`. Data reach a template as
JSON and are never read as Typst. Colours and mark are those of the site. Fonts come with the `typst` package and with
the site, so that the same data give the same bytes on every machine; signs that they lack (most emoji, Chinese…) are
printed as an empty box.
"""

import base64
import datetime
import hashlib
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import typst
from django.conf import settings
from django.db.models.fields.files import FieldFile

from reseau.documents.drawings.colours import Theme, palette

SHARED = Path(__file__).parents[2] / "data" / "papier.typ"
# The mark of the site, under the name that templates give it.
MARK = settings.BASE_DIR / "static" / "img" / "icon.svg"
MARK_NAME = "mark.svg"
MAIN = "main.typ"
# Those of the package, and the one of the site in three weights.
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[SHARED.parent / "fonts"])
BOX = "□"
# Signs typed on telephones, and their equivalents in the fonts.
STAND_INS = {"✅": "✓", "☑": "✓", "❌": "✗", "👉": "→", "➡": "→", "👍": "✓", "📞": "☎", "☎": "☎", "⭐": "★"}
# Controls, marks that turn the direction of writing, halves of characters; the two marks that modify an emoji.
UNWRITTEN_KINDS = {"Cc", "Cf", "Cs"}
UNWRITTEN = {"\ufe0e", "\ufe0f", "\u20e3"}
KEPT = {"\n", "\u00ad", "\u200b"}
NEW_LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": " "})
UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# A white pixel, in place of a picture lost by the storage, so that the rest is printed.
WHITE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
# Beyond the letters of Europe: below, the fonts have everything, and a digit named in an error belonged to an emoji.
FOREIGN = 0x250


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: `template`, a Typst file; `data`, its data as JSON.

    Templates read them in `sys.inputs`, with the `colours` of the site and its `host`.

    `images`: name used in `data` → stored file. The content under a name never changes. `imported`: the other templates
    that `template` imports, by their names. `is_archival`: the paper is kept for years and read without the site, so
    that it follows PDF/A-2a (ISO 19005-2) beside PDF/UA-1; that standard asks for the day of the document.
    """

    template: Path
    data: str
    images: Mapping[str, FieldFile] = field(default_factory=dict)
    imported: Sequence[Path] = ()
    is_archival: bool = False

    @classmethod
    def of(
        cls,
        template: Path,
        *,
        images: Mapping[str, FieldFile] | None = None,
        imported: Sequence[Path] = (),
        archival_day: datetime.date | None = None,
        **values,
    ) -> "Paper":
        if archival_day:
            values["document_day"] = archival_day.isoformat()
        data = json.dumps(_printable(values), ensure_ascii=False, sort_keys=True)
        return cls(template, data, images or {}, imported, is_archival=archival_day is not None)

    @property
    def fingerprint(self) -> str:
        """A hash of the data, the templates and the version of Typst: equal for equal bytes."""
        digest = hashlib.sha256(typst.__version__.encode())
        inputs = json.dumps(self._inputs(self.data), sort_keys=True).encode()
        standards = " ".join(self._standards()).encode()
        for piece in (inputs, standards, *self._sources().values()):
            digest.update(hashlib.sha256(piece).digest())
        return digest.hexdigest()[:32]

    def pdf(self) -> bytes:
        try:
            return self._compile(self.data)
        except typst.TypstError as error:
            missing = missing_characters(error.diagnostic)
            if not missing:
                raise
            stand_ins = {ord(character): STAND_INS.get(character, BOX) for character in missing}
            return self._compile(self.data.translate(stand_ins))

    def _compile(self, data: str) -> bytes:
        """Compile; images go to a temporary folder, since Typst reads them from a folder alone."""
        if not self.images:
            return self._typeset(self._sources(), data)
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (self._sources() | self._pictures()).items():
                Path(folder, name).write_bytes(content)
            return self._typeset(Path(folder, MAIN), data)

    def _typeset(self, document: Path | dict[str, bytes], data: str) -> bytes:
        return typst.compile(
            document,
            sys_inputs=self._inputs(data),
            font_paths=FONTS,
            ignore_system_fonts=True,
            pdf_standards=self._standards(),
        )

    def _standards(self) -> list[str]:
        return ["ua-1", "a-2a"] if self.is_archival else ["ua-1"]

    def _inputs(self, data: str) -> dict[str, str]:
        return {"data": data, "colours": json.dumps(palette(Theme.LIGHT)), "host": urlsplit(settings.ORIGIN).netloc}

    def _sources(self) -> dict[str, bytes]:
        return {
            MAIN: self.template.read_bytes(),
            SHARED.name: SHARED.read_bytes(),
            MARK_NAME: MARK.read_bytes(),
            **{path.name: path.read_bytes() for path in self.imported},
        }

    def _pictures(self) -> dict[str, bytes]:
        return {name: _bytes_of(file) for name, file in self.images.items()}


def _bytes_of(stored_file: FieldFile) -> bytes:
    try:
        with stored_file.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        return WHITE


def missing_characters(diagnostic: str) -> set[str]:
    """Return the characters that no font draws, from the error of Typst."""
    texts = (ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in UNDRAWN.findall(diagnostic))
    return {character for text in texts for character in text if ord(character) >= FOREIGN}


def _printable(value):
    """Return `value` with every text in NFC, without control characters."""
    if isinstance(value, str):
        composed_text = unicodedata.normalize("NFC", value.translate(NEW_LINES))
        return "".join(character for character in composed_text if character in KEPT or not _is_unwritten(character))
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value


def _is_unwritten(character: str) -> bool:
    return character in UNWRITTEN or unicodedata.category(character) in UNWRITTEN_KINDS
