"""Words for the place of a session: one property, one component, nothing else that writes them."""

import re

import pytest
from django.template.loader import render_to_string

from formation.sessions.enums import PlaceKind
from formation.sessions.models.session import Session
from tests.factories.formation import SessionFactory
from tests.factories.reseau import CommuneFactory
from tests.test_architecture import ROOT, app_modules, at, complain
from tests.test_templates import source, templates

pytestmark = pytest.mark.django_db

COMPONENT = ROOT / "templates" / "formation" / "sessions" / "_session_place.html"
# « {{ session.epm }} », « {{ session.commune|of_place }} », but neither its address of page nor its access.
WRITTEN = re.compile(r"\{\{[^}]*\bsession\.(?:place|elsewhere|where|commune|epm(?:\.(?:name|address|commune))?)\s*[|}]")
READ = re.compile(r"\bsession\.(?:elsewhere|epm\.address|where\.name)\b")


@pytest.fixture
def hall(training):
    return SessionFactory(
        training=training,
        epm=None,
        place_kind=PlaceKind.ELSEWHERE,
        elsewhere="Salle des fêtes",
        commune=CommuneFactory(name="Luzech"),
    )


@pytest.fixture
def remote(training):
    return SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE)


def shown(session: Session, **options) -> str:
    html = render_to_string("formation/sessions/_session_place.html", {"session": session, **options})
    return " ".join(html.split())


def test_each_kind_of_place_has_its_words(session, hall, remote):
    assert [one.place for one in (session, hall, remote)] == ["EPM de Gramat", "Salle des fêtes, Luzech", "à distance"]


def test_full_place_has_the_address_of_the_epm(session, hall, remote):
    session.epm.address = "3 place de la Halle, 46500 Gramat"

    assert [one.full_place for one in (session, hall, remote)] == [
        "EPM de Gramat, 3 place de la Halle, 46500 Gramat",
        "Salle des fêtes, Luzech",
        "à distance",
    ]


def test_epm_without_address_leaves_no_comma(session):
    session.epm.address = ""

    assert (session.full_place, shown(session, full=True)) == (
        "EPM de Gramat",
        f'<a href="{session.epm.get_absolute_url()}">EPM de Gramat</a>',
    )


def test_component_shows_the_place_within_a_sentence_or_alone(session, hall, remote):
    assert [shown(one) for one in (session, hall, remote)] == [one.place for one in (session, hall, remote)]
    assert (shown(remote, alone=True), shown(remote, full=True)) == ("À distance", "À distance")


def test_homes_name_every_kind_of_place(client, client_of, animator, training, session, hall, remote):
    for browser in (client, client_of(animator)):
        text = " ".join(browser.get("/").text.split())
        for one in (session, hall, remote):
            assert re.search(rf"[a-zé\d]</span>\s?<span>\s?{one.place}\s?</span>", text), one.place


def test_component_alone_writes_the_place_of_a_session():
    folders = [ROOT / "templates" / name for name in ("formation", "extranet", "alertes", "search")]
    written = [
        f"{at(path)}: {match[0]}"
        for path in templates((".html", ".txt"))
        if any(path.is_relative_to(folder) for folder in folders) and path != COMPONENT
        for match in WRITTEN.finditer(source(path))
    ]
    complain(written, "Include formation/sessions/_session_place.html in place of these:")


def test_session_alone_composes_the_words_of_its_place():
    composed = [
        f"{at(path)}: {match[0]}"
        for path in app_modules()
        if "formation/sessions/" not in path.as_posix()
        for match in READ.finditer(path.read_text(encoding="utf-8"))
    ]
    complain(composed, "Use `session.place` or `session.full_place` in place of these:")
