"""What no form expects, by kind: numbers, texts, dates, shapes and files."""

import io
import random
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

HUGE = "9" * 40
MEGABYTE = 1_000_000
NUMBERS = (
    HUGE, f"-{HUGE}", "0", "-1", "2147483648", "9223372036854775807", "9223372036854775808", "1e309", "NaN", "Infinity",
    "12.5", "12,5", "1_000", "+1", " 1 ", "٣", "²", "0x10", "True", "None", "1-1", f"{HUGE}-{HUGE}", f"1-{HUGE}",
)  # fmt: skip
TEXTS = (
    "", " ", "\n", "\x00", "Sou\x00ris", "Sou\ud800ris", "Sou\x0b\x1b\x08ris", "Souris\ufffe\uffff",
    "\u202eSouris", "\ufeffSouris",
    "%s %(x)s {0} {x} {{ x }} {% x %}", "'\"><script>alert(1)</script>", "=1+1", "../../etc/passwd", "\\", "%",
    "\N{FAMILY}\u200d\N{ZERO WIDTH JOINER}" * 60, "é" * 300, "\n" * 10_000, "[" * 5_000, "* " * 5_000,
    "mot " * (MEGABYTE // 4),
)  # fmt: skip
DATES = (
    "0000-01-01", "0001-01-01", "9999-12-31", "99999-01-01", "10000-01-01", "2025-02-29", "29/02/2025", "2026-13-45",
    "31/12/0001",
    "1/1/1", "2026-00-00", "-2026-01-01", "2026-W01", "24:00", "99:99", "00:00:60", "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2026-03-29T02:30", "0001", "9999", "0", "99999", "0001-01", "9999-12", "2026-02-30 12:00",
)  # fmt: skip
ODD_VALUES = (*NUMBERS, *TEXTS, *DATES)
# Each of these is sent to every control; of the others, some are drawn.
SURE_VALUES = (HUGE, "Sou\x00ris", "mot " * 20_000, "9999-12-31", "0001-01-01")
# The first and the last day that a date can hold: a day before, or a week after, breaks what does not expect it.
ENDS_OF_THE_CALENDAR = {
    "date": ("0001-01-01", "9999-12-31"),
    "month": ("0001-01", "9999-12"),
    "datetime-local": ("0001-01-01T00:00", "9999-12-31T23:59"),
}
ADDRESS_PARTS = (
    HUGE,
    "9223372036854775808",
    "0",
    "99999",
    "%00",
    "%ED%A0%80",
    "%FF",
    "é" * 3_000,
    "..%2F..",
    "%0A",
    "'",
    "%25s",
)


def odd_files(draw: random.Random) -> list[SimpleUploadedFile]:
    """Return files that no form expects: empty, of another kind than their name says, with an odd name."""
    noise = draw.randbytes(2_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../dehors.txt", "x")
        archive.writestr("word/document.xml", "<a>" * 50)
    png = b"\x89PNG\r\n\x1a\n" + noise
    names = ("a" * 300 + ".pdf", "..pdf", "Sou\u202efdp.png", "con", "é" * 120 + ".odt", "a/b\\c.png", "x.php")
    return [
        SimpleUploadedFile("vide.pdf", b""),
        SimpleUploadedFile("image.png", b""),
        SimpleUploadedFile("image.png", noise),
        SimpleUploadedFile("image.jpg", png),
        SimpleUploadedFile("photo.heic", noise, "image/heic"),
        SimpleUploadedFile("programme.exe", b"MZ" + noise),
        SimpleUploadedFile("texte.pdf", b"%PDF-1.7\n" + noise),
        SimpleUploadedFile("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        SimpleUploadedFile("document.docx", packed.getvalue()),
        SimpleUploadedFile("classeur.ods", packed.getvalue()),
        SimpleUploadedFile("classeur.xlsx", noise),
        SimpleUploadedFile("table.csv", "nom;prénom\n\x00;\ud800\n".encode("utf-16", "surrogatepass")),
        SimpleUploadedFile("table.csv", b"\xff\xfe;" * 1_000 + b'"'),
        SimpleUploadedFile("table.csv", (";" * 5_000 + "\n").encode() * 20),
        SimpleUploadedFile("archive.zip", packed.getvalue()[:-10]),
        SimpleUploadedFile("son.mp3", b"ID3" + noise),
        *(SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF") for name in names),
    ]
