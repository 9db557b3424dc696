"""The HTML part of a mail: what the text says, one button, nothing to fetch."""

import re

import pytest
from bs4 import BeautifulSoup

from alertes.channels.mails.html_part import MailPart, html_part, parts_of
from alertes.channels.mails.mail_message import compose
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory

ORIGIN = "https://extranet.example.org"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.ORIGIN, settings.DEMO = ORIGIN, False


def page_of(mail) -> BeautifulSoup:
    return BeautifulSoup(html_of(mail), "html.parser")


def html_of(mail) -> str:
    (alternative,) = [part for part in compose(mail).alternatives if part.mimetype == "text/html"]
    return alternative.content


@pytest.mark.django_db
def test_mail_has_one_button_and_the_same_address_in_clear(animator):
    page = page_of(MailFactory(member=animator, subject="Session annulée", text="L’EPM est fermé.", url="/x/"))

    assert [link.get_text() for link in page.select(".go a")] == ["Lire dans l’extranet"]
    assert [link["href"] for link in page.select(".sheet a")] == [f"{ORIGIN}/x/"] * 2
    assert page.h1.get_text() == page.title.get_text() == "Session annulée"
    assert [text.get_text() for text in page.select(".sheet p:not(.soft)")] == [
        f"Bonjour {animator.first_name},",
        "L’EPM est fermé.",
    ]


@pytest.mark.django_db
@freeze_time("2026-10-05 12:00")  # both links are signed with their second
def test_foot_says_how_to_choose_and_how_to_stop(animator):
    mail = MailFactory(member=animator)
    foot = page_of(mail).select("td.soft")[0]

    assert [link.get_text() for link in foot.select("a")] == [
        "Choisir mes courriels",
        "Ne plus en recevoir de ce genre",
    ]
    assert f"<{foot.select('a')[1]['href']}>" == compose(mail).extra_headers["List-Unsubscribe"]


@pytest.mark.django_db
def test_mail_to_an_outsider_has_no_choices():
    page = page_of(MailFactory(to_outsider=True))

    assert [link.get_text() for link in page.select("td.soft a")] == []
    assert page.select_one(".go a").get_text() == "Ouvrir la page"


@pytest.mark.django_db
def test_nothing_is_fetched_and_no_script_runs(animator):
    html = html_of(MailFactory(member=animator, text="Voir <script>alert(1)</script> et <b>gras</b>"))

    assert re.findall(r"<(?:script|img|link|iframe)|src=|url\(", html) == []
    assert "&lt;script&gt;" in html


def test_text_is_split_into_paragraphs_and_addresses():
    assert parts_of("Bonjour,\n\nSuivez\nce lien :\n\nhttps://a.example/b/?c=1\n\nFin.", label="Ouvrir") == [
        MailPart("Bonjour,"),
        MailPart("Suivez\nce lien :"),
        MailPart(url="https://a.example/b/?c=1", label="Ouvrir"),
        MailPart("Fin."),
    ]


def test_shown_address_is_short():
    part = MailPart(url="https://a.example/b/?c=1", label="Ouvrir")
    page = BeautifulSoup(html_part(subject="Essai", parts=[part], foot=[]), "html.parser")

    assert page.select_one("p.soft a").get_text() == "a.example/b/"
