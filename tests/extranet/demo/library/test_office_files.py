"""Office files of the demo: each says its title and its language, and has real headings (RGAA 13.3)."""

import io
import zipfile

import pytest
from lxml import etree

from tests.reseau.documents.files.documents import OFFICE

TITLES = {"odt": "meta.xml", "odp": "meta.xml", "docx": "docProps/core.xml", "pptx": "docProps/core.xml"}
# Part that tells the language of the text, and its mark; then the part with a real heading, and its mark.
LANGUAGES = {
    "odt": ("styles.xml", b'fo:language="fr"'),
    "odp": ("styles.xml", b'fo:language="fr"'),
    "docx": ("word/styles.xml", b'<w:lang w:val="fr-FR"/>'),
    "pptx": ("ppt/slides/slide2.xml", b'lang="fr-FR"'),
}
HEADINGS = {
    "odt": ("content.xml", b"<text:h "),
    "odp": ("content.xml", b'presentation:class="title"'),
    "docx": ("word/document.xml", b'<w:pStyle w:val="Titre2"/>'),
    "pptx": ("ppt/slides/slide2.xml", b'<p:ph type="title"/>'),
}


@pytest.mark.parametrize("kind", OFFICE)
def test_document_has_a_title_a_language_and_headings(kind):
    with zipfile.ZipFile(io.BytesIO(OFFICE[kind])) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    said = etree.fromstring(parts[TITLES[kind]]).xpath("//*[local-name()='title' or local-name()='language']/text()")

    assert said == ["Tricoter", "fr-FR"]
    assert [mark for part, mark in (LANGUAGES[kind], HEADINGS[kind]) if mark not in parts[part]] == []
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_title_is_among_the_parts_that_the_document_declares(kind):
    with zipfile.ZipFile(io.BytesIO(OFFICE[kind])) as file:
        assert b'PartName="/docProps/core.xml"' in file.read("[Content_Types].xml")
        assert b'Target="docProps/core.xml"' in file.read("_rels/.rels")
