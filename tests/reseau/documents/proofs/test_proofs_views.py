"""Public check of a paper by its number: content, revocation, unknown numbers."""

import datetime

import pytest
from django.core.cache import cache

from reseau.documents.proofs import views
from reseau.documents.proofs.registry import Proof

pytestmark = pytest.mark.django_db
ADDRESS = "/attestations/7K3M-9QTR-2XWC/"
REVOKED_ADDRESS = "/attestations/7K3M-9QTR-2XWD/"
MARCH = datetime.date(2026, 3, 12)
KNOWN = {
    "7K3M9QTR2XWC": Proof("Attestation d’essai", MARCH, "J. D.", (("Durée", "3 h"),)),
    "7K3M9QTR2XWD": Proof("Attestation d’essai", MARCH, revoked=datetime.date(2026, 4, 1)),
}


@pytest.fixture(autouse=True)
def two_papers(declare):
    """Two papers, one of them revoked, and no other kind of paper."""
    declare("proofs", CHECKERS=[KNOWN.get])
    cache.clear()


def test_visitor_reads_the_content_of_a_paper(client, settings):
    settings.ORGANISATION = "Réseau d’essai"
    response = client.get(ADDRESS)
    text = response.content.decode()
    assert response.status_code == 200
    for expected in ("Attestation valable", "<dd>Réseau d’essai</dd>", "jeudi 12 mars 2026", "J. D.", "3 h"):
        assert text.count(expected) == 1


@pytest.mark.parametrize("number", ["7k3m9qtr2xwc", "7K3M 9QTR 2XWC", "7K3M.9QTR.2XWC"])
def test_address_tolerates_variants_of_the_number(client, number):
    assert client.get(f"/attestations/{number}/").context["proof"] == KNOWN["7K3M9QTR2XWC"]


def test_revoked_paper_shows_only_the_day(client):
    response = client.get(REVOKED_ADDRESS)
    text = response.content.decode()
    assert (response.status_code, text.count("annulation du mercredi 1er avril 2026")) == (200, 1)
    assert (text.count("valable"), text.count("Ce qui est attesté")) == (0, 0)


@pytest.mark.parametrize("number", ["7K3M-9QTR-2XWE", "n-importe-quoi", "%3Cscript%3E"])
def test_unknown_number_shows_a_message_with_404(client, number):
    response = client.get(f"/attestations/{number}/")
    assert (response.status_code, response.content.decode().count("Ce numéro n’existe pas")) == (404, 1)
    assert response.content.count(b"<script>") == 0


@pytest.mark.parametrize("address", [ADDRESS, REVOKED_ADDRESS, "/attestations/7K3M-9QTR-2XWE/", "/attestations/"])
def test_robots_do_not_index_the_pages(client, address):
    assert client.get(address)["X-Robots-Tag"] == "noindex, nofollow"


def test_page_of_a_number_sends_no_referrer(client):
    response = client.get(ADDRESS)
    assert (response["Referrer-Policy"], "no-store" in response["Cache-Control"]) == ("no-referrer", True)


def test_form_redirects_to_the_page_of_the_number(client):
    assert client.get("/attestations/", {"numero": " 7k3m 9qtr 2xwc"}).url == ADDRESS


def test_malformed_number_shows_an_error_and_stays_in_the_field(client):
    text = client.get("/attestations/", {"numero": '7K3M"'}).content.decode()
    assert (text.count("il en manque, ou il y en a de trop"), text.count('value="7K3M&quot;"')) == (1, 1)


ERROR, OTHER = '<div class="field has-error">', "Vérifier un autre numéro"
UNKNOWN = "7K3M-9QTR-2XWE"


@pytest.mark.parametrize(
    ("address", "title", "value", "expected"),
    [
        ("/attestations/", "Vérifier une attestation", "", (False, False)),
        ("/attestations/?numero=7K3M", "Vérifier une attestation", "7K3M", (True, False)),
        (f"/attestations/{UNKNOWN}/", "Vérifier une attestation", UNKNOWN, (False, True)),
        (ADDRESS, "Attestation d’essai 7K3M-9QTR-2XWC", "", (False, True)),
    ],
)
def test_form_under_each_answer_marks_a_malformed_number_alone(client, address, title, value, expected):
    text = client.get(address).text
    assert f"<title>{title}" in text
    assert f'name="numero" value="{value}"' in text
    assert (ERROR in text, OTHER in text) == expected
    assert [text.count(mark) for mark in (' numero-erreur"', 'aria-invalid="true"')] == [int(expected[0])] * 2


def test_too_many_unknown_numbers_are_limited(client, monkeypatch):
    monkeypatch.setattr(views, "LIMITS", {"proof": "3/10m/ip"})
    responses = [client.get(f"/attestations/0000-0000-000{sign}/").status_code for sign in "01234"]
    assert responses == [404, 404, 404, 429, 429]
    assert client.get(ADDRESS).status_code == 429


def test_checks_of_existing_papers_are_not_limited(client, monkeypatch):
    monkeypatch.setattr(views, "LIMITS", {"proof": "3/10m/ip"})
    assert {client.get(ADDRESS).status_code for _ in range(6)} == {200}


def test_page_makes_no_query_of_its_own(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(ADDRESS)
