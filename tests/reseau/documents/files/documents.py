"""Uploads, ordinary and hostile, built byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from extranet.demo.files.office import DocumentSection, docx, odp, odt
from extranet.demo.files.slides import pptx

WORD_PART = "word/document.xml"
SECTIONS = (
    DocumentSection("Un début", ("Prenez une pelote de laine.",)),
    DocumentSection("Une fin", ("Nouez & coupez.",)),
)
OFFICE = {
    "odt": odt("Tricoter", SECTIONS),
    "docx": docx("Tricoter", SECTIONS),
    "odp": odp("Tricoter", SECTIONS),
    "pptx": pptx("Tricoter", SECTIONS),
}
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
# Ten levels of ten: « ha » ten thousand million times.
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
ENTITY_BOMB = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]><d>&l10;</d>'.encode()
OTHER_FILE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


def repack(content: bytes, parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Copy the archive; `parts` replace those of the same name or are added."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(output, "w") as target:
        for entry in source.infolist():
            if entry.filename not in parts:
                target.writestr(entry, source.read(entry), compress_type=entry.compress_type)
        for name, part in parts.items():
            target.writestr(name, part, compress_type=method)
    return output.getvalue()


def word(xml: bytes) -> bytes:
    """A DOCX with that part as its text."""
    return repack(OFFICE["docx"], {WORD_PART: xml})


def declare_size(content: bytes, name: str, size: int) -> bytes:
    """Copy the archive, with a table that declares `size` bytes for the part of that name."""
    table = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    return content[: table + 24] + struct.pack("<I", size) + content[table + 28 :]


def pdf(*streams: bytes, kids: bytes = b"", compressed: bool = False) -> bytes:
    """A PDF with one page for each stream of drawing operators; `kids` are further children of its page tree."""
    pages = b" ".join(b"%d 0 R" % (4 + 2 * rank) for rank in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s %s] >>" % (len(streams), pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for rank, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (5 + 2 * rank)
        )
        encoded_stream, filter_entry = (
            (zlib.compress(stream, 9), b"/Filter /FlateDecode ") if compressed else (stream, b"")
        )
        objects.append(
            b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filter_entry, len(encoded_stream), encoded_stream)
        )
    content, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end


def page(*lines: str) -> bytes:
    """Drawing operators of a page of text."""
    operators = " 0 -16 Td ".join(f"({line}) Tj" for line in lines)
    return f"BT /F 12 Tf 50 800 Td {operators} ET".encode("cp1252")


def locked_pdf(*, user: str, owner: str) -> bytes:
    """A PDF with a password; with an empty `user` one, only printing is protected."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page("Un secret de bergère.")))))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="AES-256")
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def tagged_pdf() -> bytes:
    """A PDF with the marks and the tree of tags that screen readers look for."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page("Pelote")))))
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    writer.root_object[NameObject("/StructTreeRoot")] = tree
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
