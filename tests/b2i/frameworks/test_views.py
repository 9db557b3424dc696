"""Tests of the public pages of frameworks."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.framework_loading import load_frameworks
from b2i.frameworks.models.framework import Framework
from tests.factories.b2i import DomainFactory, ElementFactory, FrameworkFactory, SkillFactory

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_visitor_sees_list(client):
    load_frameworks()
    response = client.get("/b2i/")
    assert [str(framework) for framework in response.context["frameworks"]] == [
        "B2i Adultes",
        "CléA numérique",
        "DigComp 2.2",
        "Passeport Internet et multimédia (PIM)",
        "Pix (CRCN)",
    ]
    text = text_of(response)
    assert text.count("5 domaines, 18 compétences") == 1
    assert text.count("il ne délivre pas le B2i Adultes") == 1
    assert text.count("Le B2i est donné par l’État (le recteur), après un jury.") == 1


def test_site_without_frameworks_shows_a_message(client, without_frameworks):
    assert text_of(client.get("/b2i/")).count("pas encore chargés") == 1


def test_b2i_page_shows_thresholds_plain_words_and_reservations(client):
    load_frameworks()
    response = client.get("/b2i/referentiels/b2i-adultes-2012/")
    text = text_of(response)
    assert (text.count("3 sur 4"), text.count("3 sur 3")) == (3, 2)
    assert text.count("(mots du réseau)") == 18
    assert text.count("Tel que publié") == 5
    assert text.count("Publié le 27 avril 2012.") == 1
    assert len(response.content) < 30_000


def test_working_translation_shows_original(client):
    load_frameworks()
    text = text_of(client.get("/b2i/referentiels/digcomp-2-2/"))
    assert text.count("Traduction de travail du réseau") == 21
    assert text.count("Browsing, searching and filtering data") == 1


@pytest.mark.parametrize(("status", "look"), [("current", "good"), ("superseded", "wait")])
def test_framework_says_whether_it_is_in_use(client, status, look):
    framework = FrameworkFactory(status=status)
    page = " ".join(client.get(framework.get_absolute_url()).content.decode().split())
    assert f'<span class="state {look}">{framework.get_status_display()}</span>' in page


OF_RECORDS = ("Qui délivre l’attestation ?", "sont rédigés par le réseau")


def test_framework_says_only_what_is_known_of_it(client):
    load_frameworks()
    framework = FrameworkFactory()
    DomainFactory(framework=framework, code="E4", name="Échanger")
    page = client.get(framework.get_absolute_url())
    text = text_of(page)
    assert text.count("E4. Échanger") == 1
    assert [words for words in ("Seuil", "Publié le", "En usage jusqu’au", *OF_RECORDS) if words in text] == []
    assert '<p class="soft"' not in page.content.decode()


def test_framework_says_all_that_is_known_of_it(client):
    load_frameworks()
    Framework.objects.filter(slug="b2i-adultes-2012").update(valid_until=date(2031, 12, 31))
    text = text_of(client.get("/b2i/referentiels/b2i-adultes-2012/"))
    assert "En usage jusqu’au 31 décembre 2031." in text
    assert [text.count(words) for words in OF_RECORDS] == [1, 1]


@pytest.mark.parametrize("slug", ["pix-crcn", "clea-numerique", "pim-2011"])
def test_every_framework_has_page(client, slug):
    load_frameworks()
    assert client.get(f"/b2i/referentiels/{slug}/").status_code == 200


def test_unknown_framework_is_not_found(client):
    assert client.get("/b2i/referentiels/inconnu/").status_code == 404


def test_every_skill_has_anchor(client):
    load_frameworks()
    page = client.get("/b2i/referentiels/b2i-adultes-2012/").content.decode()
    skills = Framework.objects.record_base().domains.values_list("skills__code", flat=True)
    assert [f'id="competence-{code.lower().replace(".", "-")}"' in page for code in skills] == [True] * 18


def queries(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_list_query_count_is_same_for_one_and_three_frameworks(client):
    FrameworkFactory()
    with_one = queries(client, "/b2i/")
    FrameworkFactory.create_batch(2)
    assert queries(client, "/b2i/") == with_one <= 2


def test_framework_query_count_is_same_for_one_and_three_domains(client):
    framework = FrameworkFactory()
    ElementFactory(skill__domain__framework=framework)
    with_one = queries(client, framework.get_absolute_url())
    for _ in range(2):
        ElementFactory(skill=SkillFactory(domain=DomainFactory(framework=framework)))
    assert queries(client, framework.get_absolute_url()) == with_one <= 7
