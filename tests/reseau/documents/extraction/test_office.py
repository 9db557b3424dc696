"""The text of the four office formats, and the parts that are left out."""

import io

import pytest
from odfdo import Document, DrawPage, Frame, Header, List, Paragraph

from reseau.documents.extraction.office import office_text
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import ENTITY_BOMB, OFFICE, OTHER_FILE, repack, word

W = 'xmlns:w="urn:w" xmlns:mc="urn:mc"'
ODF = 'xmlns:text="urn:t" xmlns:office="urn:o" xmlns:svg="urn:s" xmlns:number="urn:n"'


def lines(content: bytes, kind: str, max_characters: int = 10_000) -> list[str]:
    return [line for line in office_text(io.BytesIO(content), kind, max_characters).split("\n") if line]


def problem(content: bytes, kind: str) -> str:
    with pytest.raises(FileProblemError) as refusal:
        lines(content, kind)
    return refusal.value.code


@pytest.mark.parametrize("kind", OFFICE)
def test_every_format_gives_its_words_in_order(kind):
    assert lines(OFFICE[kind], kind) == [
        "Tricoter", "Un début", "Prenez une pelote de laine.", "Une fin", "Nouez & coupez."
    ]  # fmt: skip


def test_word_document_is_read_as_if_its_changes_were_accepted():
    body = (
        "<w:p><w:r><w:t>Un</w:t><w:tab/><w:t>deux</w:t><w:br/><w:t>trois</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:t>ôté</w:t></w:r></w:del><w:ins><w:r><w:t>mis</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<mc:AlternateContent><mc:Choice><w:p><w:t>cadre</w:t></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:t>cadre</w:t></w:p></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(word(f"<w:d {W}>{body}</w:d>".encode()), "docx") == ["Un deux", "trois", "mis", "cadre"]


def test_words_in_frames_fields_and_moved_passages_of_a_word_document_are_read():
    run = "<w:r><w:t>{}</w:t></w:r>".format
    moved_passages = f"<w:moveFrom>{run('parti')}</w:moveFrom><w:moveTo>{run('arrivé')}</w:moveTo>"
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run('champ')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:smartTag>{run('un ')}</w:smartTag><w:hyperlink>{run('lien ')}</w:hyperlink>{moved_passages}</w:p>"
        f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('cadre')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('case')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines(word(f"<w:d {W}>{body}</w:d>".encode()), "docx") == ["champ", "un lien arrivé", "cadre", "case"]


def test_notes_of_a_word_document_are_read_after_it():
    note = f"<w:f {W}><w:p><w:t>Voir la notice.</w:t></w:p></w:f>".encode()
    assert lines(repack(OFFICE["docx"], {"word/footnotes.xml": note}), "docx")[-1] == "Voir la notice."


def test_open_document_leaves_out_comments_and_deleted_passages():
    body = (
        "<text:tracked-changes><text:p>ôté</text:p></text:tracked-changes>"
        "<text:p>Deux<text:s/>mots<office:annotation><text:p>entre nous</text:p></office:annotation></text:p>"
        "<svg:desc>Un chat</svg:desc>"
    )
    content = repack(OFFICE["odt"], {"content.xml": f"<d {ODF}><number:text>€</number:text>{body}</d>".encode()})
    assert lines(content, "odt") == ["Deux mots", "Un chat"]


def test_slides_are_read_in_order_with_their_notes():
    def slide(text: str) -> bytes:
        return f'<p xmlns:a="urn:a"><a:p><a:t>{text}</a:t></a:p></p>'.encode()

    parts = {"ppt/slides/slide10.xml": slide("dix"), "ppt/slides/slide2.xml": slide("deux")}
    parts["ppt/notesSlides/notesSlide2.xml"] = slide("à dire")
    assert lines(repack(OFFICE["pptx"], parts), "pptx")[1:] == ["deux", "à dire", "Une fin", "Nouez & coupez.", "dix"]


def test_reading_stops_at_the_requested_length():
    paragraph = b"<w:p><w:t>" + b"a" * 999 + b"</w:t></w:p>"
    endless = b'<w:d xmlns:w="urn:w">' + paragraph * 500 + b"</w:d>"
    assert 1000 < len(office_text(io.BytesIO(word(endless)), "docx", 1000)) < 3000


def test_documents_of_other_programs_are_read():
    text, slides = Document("text"), Document("presentation")
    text.body.clear()
    text.body.extend([Header(1, "Tricoter"), List(["Une pelote", "Deux aiguilles"]), Paragraph("Nouez & coupez.")])
    slides.body.clear()
    page = DrawPage("page1", name="Un début")
    page.append(Frame.text_frame(["Prenez", "une pelote"], size=("7cm", "5cm"), position=("1cm", "1cm")))
    slides.body.append(page)
    assert lines(save(text), "odt") == ["Tricoter", "Une pelote", "Deux aiguilles", "Nouez & coupez."]
    assert lines(save(slides), "odp") == ["Prenez", "une pelote"]


def save(document: Document) -> bytes:
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


@pytest.mark.parametrize("hostile", [ENTITY_BOMB, OTHER_FILE])
def test_entities_are_not_expanded(hostile):
    assert problem(word(hostile), "docx") == "dangerous"
    assert problem(repack(OFFICE["odt"], {"content.xml": hostile}), "odt") == "dangerous"


@pytest.mark.parametrize("entity", [b'<!ENTITY x "y">', b'<!ENTITY x SYSTEM "file:///etc/passwd">', b""])
def test_document_that_declares_a_dtd_is_not_read_at_all(entity):
    part = b"<!DOCTYPE w:d [" + entity + b']><w:d xmlns:w="urn:w"><w:p><w:t>avant</w:t><w:t>&x;</w:t></w:p></w:d>'
    assert problem(word(part), "docx") == "dangerous"


def test_endlessly_nested_elements_are_not_followed():
    assert problem(word(b"<a>" * 100_000), "docx") == "dangerous"


def test_malformed_xml_is_broken():
    assert problem(word(b"<w:d><w:p>"), "docx") == "broken"


def test_document_without_text_part_is_broken():
    assert problem(OFFICE["odt"], "docx") == "broken"


@pytest.mark.parametrize(
    "parts",
    [
        {"META-INF/manifest.xml": b"<m:e><manifest:encryption-data/></m:e>", "content.xml": b"\x93\x01\xf4"},
        {"encrypted-package": b"\x93\x01\xf4"},
    ],
)
def test_open_document_with_a_password_is_protected(parts):
    assert problem(repack(OFFICE["odt"], parts), "odt") == "protected"
