"""The licence of a sheet on its page, papers and feed; chosen by its author, kept by drafts."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from ressources.authoring.publication.services import publish, submit
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import save_draft
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reserved(epm, animator):
    return SheetFactory(epm=epm, author=animator, data__licence="reserves", data__takeaways="Je range.")


def words(client, url: str) -> str:
    reader = PdfReader(io.BytesIO(b"".join(client.get(url))))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_page_explains_the_licence(client, sheet, reserved):
    free_page, reserved_page = (client.get(page.get_absolute_url()).content.decode() for page in (sheet, reserved))
    assert (
        '<a href="https://creativecommons.org/licenses/by-sa/4.0/deed.fr" rel="license">CC BY-SA 4.0</a>' in free_page
    )
    assert "Tous droits réservés, usage dans le réseau" in reserved_page
    assert "creativecommons" not in reserved_page


def test_papers_show_the_licence(client, reserved):
    paper, memo = (words(client, f"{reserved.get_absolute_url()}{name}") for name in ("fiche.pdf", "memo.pdf"))
    assert "ni l’adapter ni la publier ailleurs." in paper
    assert "licence Tous droits réservés, usage dans le réseau." in memo


def test_feed_shows_the_licence_of_each_sheet(client, reserved):
    feed = ElementTree.fromstring(client.get("/ressources/flux.atom").content)  # noqa: S314 - our own answer
    rights = "{http://www.w3.org/2005/Atom}rights"
    assert [feed.findtext(rights), *(element.text for element in feed.iter(rights))] == [
        "Chaque fiche dit sa licence",
        "Chaque fiche dit sa licence",
        "Licence Tous droits réservés, usage dans le réseau",
    ]


def test_licence_changes_when_the_draft_is_published(sheet, animator, territorial):
    data = replace(sheet.latest_content, licence="cc0")
    page = save_draft(page=sheet, by=animator, data=data, base_revision=sheet.latest_revision_id)
    assert (page.latest_content.licence, Sheet.objects.get(pk=page.pk).licence) == ("cc0", "cc-by-sa")
    publish(page=submit(page=page, by=animator), by=territorial)
    assert Sheet.objects.get(pk=page.pk).licence == "cc0"


def test_version_older_than_licences_is_by_sa(sheet):
    revision = sheet.latest_revision
    del revision.content["licence"]
    revision.save()
    page = Sheet.objects.get(pk=sheet.pk)
    assert (page.latest_content.licence, page.get_latest_revision_as_object().licence) == ("cc-by-sa", "cc-by-sa")
