"""Packages for Wikimedia Commons: what leaves, how it is named and described, what stays and why."""

import html as entities
import io
import re
from zipfile import ZipFile

import mwparserfromhell
import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from odfdo import Document
from pytest_django.asserts import assertContains, assertNotContains

from patrimoine.commons.file_names import LONGEST_NAME, commons_name
from patrimoine.commons.wikitext import file_page
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.works.models import HeritageWork
from patrimoine.works.services import add_work
from reseau.places.models.commune import Commune
from tests.answers import closing_answer
from tests.factories.patrimoine import HeritagePlaceFactory
from tests.patrimoine.works.test_works import RIGHTS, photo, sound

READY = RIGHTS | {"elsewhere": "yes"}
TEMPLATES = ["int:filedesc", "Information", "fr", "other date", "Object location", "int:license-header", "cc-by-sa-4.0"]


def unsaved(**values) -> HeritageWork:
    place = HeritagePlace(name="Le pont", slug="pont", commune=Commune(name="Cahors"), latitude=44.6, longitude=1.9)
    for name in ("name", "commune"):
        if name in values:
            setattr(place, name, values.pop(name))
    return HeritageWork(pk=12, place=place, **({"file": "patrimoine/a.jpg", **READY} | values))


def content(response) -> ZipFile:
    with closing_answer(response):
        assert response.headers["content-type"] == "application/zip"
        return ZipFile(io.BytesIO(b"".join(response)))


def described(page: str) -> dict[str, str]:
    """Return the arguments of « Information » as readers see them."""
    code = mwparserfromhell.parse(page)
    assert [str(each.name).strip() for each in code.filter_templates()] == TEMPLATES
    (information,) = (each for each in code.filter_templates() if each.name.matches("Information"))
    (french,) = (each for each in code.filter_templates() if each.name.matches("fr"))
    shown = {str(each.name).strip(): str(each.value).strip() for each in information.params}
    shown["description"] = str(french.get("1").value)
    return {name: entities.unescape(value.replace("<br>", "")) for name, value in shown.items()}


def as_typed(words: str) -> str:
    """Return the words without what no page can show: control characters, runs of spaces, empty lines."""
    lines = (" ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", line).split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


WIKI = st.text(st.sampled_from("[]{}|=<>&'~_*#:;! \n/àé\u00a0\u200eab"), max_size=60) | st.text(max_size=60)


@given(WIKI, WIKI.filter(str.strip))
@settings(max_examples=30, deadline=None)
def test_typed_words_are_text_and_never_markup(description, maker):
    page = file_page(unsaved(description=description, maker=maker))
    shown = described(page)
    assert shown["description"] == as_typed(f"Le pont, Cahors.\n{description}")
    assert shown["author"] == as_typed(maker)
    code = mwparserfromhell.parse(page)
    assert [str(link.title) for link in code.filter_wikilinks()] == ["Category:Cahors"]
    assert {str(tag.tag) for tag in code.filter_tags()} <= {"br"}
    assert "~~~" not in page


@given(WIKI | st.text(min_size=120, max_size=120))
@settings(max_examples=30, deadline=None)
def test_names_are_those_that_commons_accepts(name):
    shown = commons_name(unsaved(name=name))
    assert not re.search(r'[#<>\[\]|{}:/\\?*"\x00-\x1f\x7f]|%[0-9A-Fa-f]{2}|&[\w#]+;|~~~|  |^[ .]', shown)
    assert len(shown.encode()) <= LONGEST_NAME
    assert shown.endswith(" - 12.jpg")
    assert shown[0] == shown[0].upper()


@pytest.fixture
def place(animator, epm):
    return HeritagePlaceFactory(name="Le pont / des [Loutres]", commune=epm.commune, author=animator, epm=epm)


@pytest.mark.django_db
def test_package_holds_files_pages_table_and_what_stays(client_of, animator, territorial, place, epm):
    picture = add_work(place=place, by=animator, file=photo(), **READY)
    add_work(place=place, by=animator, file=sound(), **READY | {"licence": "cc0", "origin": "own"})
    add_work(place=place, by=animator, file=photo(), **READY | {"description": "Gardée", "licence": "reserves"})

    archive = content(client_of(animator).get(reverse("patrimoine:place_commons_zip", args=[place.slug])))

    name = f"Le pont des Loutres, {epm.commune} - {picture.pk}.jpg"
    assert name == commons_name(picture)
    page = archive.read(f"fichiers/{name}.txt").decode()
    with picture.file.open() as kept:
        assert archive.read(f"fichiers/{name}") == kept.read()
    shown = described(page)
    assert shown["author"] == "Camille"
    assert place.get_absolute_url() in shown["source"]
    assert "{{Object location|44.60000|1.90000}}" in page
    assert f"[[Category:{epm.commune}]]" in page
    note = archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
    assert "Gardée" in note
    assert "Tous droits réservés" in note
    assert "Rien n’est envoyé par le site" in note
    assert not any("classeur" in archive.read(each).decode(errors="ignore") for each in archive.namelist())
    table = Document(io.BytesIO(archive.read("pattypan.ods")))
    data, template = table.body.tables
    rows = [row for row in data.get_values() if any(row)]
    assert rows[0] == ["path", "name", "wikitext"]
    files = [each.rpartition("/")[2] for each in archive.namelist() if each.endswith((".jpg", ".mp3"))]
    assert [row[1] for row in rows[1:]] == files
    # Pattypan takes off the apostrophe that keeps a spreadsheet from reading a formula.
    assert rows[1][2].removeprefix("'").split() == page.split()
    assert template.get_value((0, 0)) == "${wikitext}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"elsewhere": ""}, "Il n’est pas dit"),
        ({"elsewhere": "people"}, "que pour ce site"),
        ({"elsewhere": "protected"}, "encore protégée"),
        ({"licence": "ouverte"}, "pas sa licence"),
        ({"origin": "old"}, "l’année de la mort"),
        ({"origin": "free"}, "page d’origine"),
        ({"file": "patrimoine/voix.m4a"}, "M4A"),
    ],
)
def test_what_may_not_leave_stays_with_its_reason(client_of, animator, place, change, reason):
    work = add_work(place=place, by=animator, file=photo(), **READY)
    HeritageWork.objects.filter(pk=work.pk).update(**change)
    browser = client_of(animator)
    assertContains(browser.get(reverse("patrimoine:commons")), reason, count=1)
    archive = content(browser.get(reverse("patrimoine:commons_zip")))
    assert archive.namelist() == ["pattypan.ods", "LISEZ-MOI.txt"]
    assert reason in archive.read("LISEZ-MOI.txt").decode("utf-8-sig")


@pytest.mark.django_db
def test_each_keeps_their_own_and_nothing_withdrawn_leaves(
    client, client_of, animator, colleague, territorial, other_territorial, place
):
    add_work(place=place, by=animator, file=photo(), **READY)
    one = reverse("patrimoine:place_commons", args=[place.slug])
    everything = f"{reverse('patrimoine:commons')}?de=territoire"
    for member, statuses in (
        (animator, [200, 404]),
        (colleague, [404, 404]),
        (territorial, [200, 200]),
        (other_territorial, [404, 200]),
    ):
        browser = client_of(member)
        assert [browser.get(url).status_code for url in (one, everything)] == statuses
        with closing_answer(browser.get(f"{one}paquet.zip")) as answer:
            assert answer.status_code == statuses[0]
    assert client.get(f"{one}paquet.zip").status_code in (302, 404)
    assertNotContains(client_of(colleague).get(reverse("patrimoine:commons")), place.name)
    assertNotContains(client_of(other_territorial).get(everything), place.name)
    page = html.fromstring(client_of(territorial).get(everything).text)
    (download,) = page.xpath("//a[contains(@href, 'paquet.zip')]/@href")
    assert len(content(client_of(territorial).get(download)).namelist()) == 4

    HeritagePlace.objects.update(state=HeritageState.WITHDRAWN)
    for url in (f"{one}paquet.zip", f"{reverse('patrimoine:commons_zip')}"):
        assert len(content(client_of(animator).get(url)).namelist()) == 2
