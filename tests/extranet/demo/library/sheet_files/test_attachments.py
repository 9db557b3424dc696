"""The handouts of the demo: real files, with content that their sheet does not have."""

import pytest

from extranet.demo.content import read_folder
from extranet.demo.files.kits import NAME as KIT
from extranet.demo.library.sheet_files import file_of
from reseau.documents.extraction import reader
from reseau.documents.files.enums import FileKind
from ressources.files.models.attachment import Attachment
from ressources.sheets.models.workshop import WorkshopPage
from search.language.analysis import fold

HANDOUTS = {content["slug"]: content for content in read_folder("attachments")}
SHEETS = {content["slug"]: content for content in read_folder("sheets")}
ALONE = 5


def words(content: dict) -> set[str]:
    return {word for word in fold(str(content)).replace("’", " ").split() if word.isalpha() and len(word) > 4}


@pytest.mark.parametrize("slug", HANDOUTS)
def test_handout_is_read_and_adds_words_to_its_sheet(slug):
    content = HANDOUTS[slug]
    file = file_of(content)

    text = reader.read_text(file, kind=reader.identify(file))

    assert reader.identify(file) == content["kind"]
    assert text.splitlines()[0] == content["title"]
    assert text.count(" ".join(content["sections"][-1]["lines"][-1].split())[:20]) == 1
    assert len(words({"text": text}) - words(SHEETS[content["sheet"]])) >= ALONE


@pytest.mark.parametrize("slug", HANDOUTS)
def test_handout_is_the_same_each_time(slug):
    assert file_of(HANDOUTS[slug]).read() == file_of(HANDOUTS[slug]).read()


def test_handouts_show_every_kind_of_file():
    assert {content["kind"] for content in HANDOUTS.values()} == set(FileKind.values)


@pytest.mark.django_db
def test_demo_reads_handouts_without_a_worker(demo):
    assert set(Attachment.objects.values_list("reading", flat=True)) == {"read"}
    handouts = Attachment.objects.filter(sheet__imported_files=None).exclude(name__startswith=KIT)
    assert handouts.count() == len(HANDOUTS)
    assert WorkshopPage.objects.filter(attachments__in=handouts, live=True).count() == len(HANDOUTS)
