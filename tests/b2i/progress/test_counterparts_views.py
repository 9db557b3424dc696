"""The page of a record in another framework: who reads it, what it says and what it does not claim."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.loading import load_frameworks
from b2i.records.models.contest import Contest
from tests.factories.b2i import EvidenceFactory, skill_of

pytestmark = pytest.mark.django_db
OWN = "/b2i/mon-livret/referentiels/"


@pytest.fixture(autouse=True)
def _crosswalks(b2i_adultes):
    load_frameworks()
    load_crosswalks()


def path_of(record, slug: str = "") -> str:
    return f"{record.learner.get_absolute_url()}referentiels/{slug and slug + '/'}"


def test_the_animator_reads_evidence_under_the_skills_that_answer(client_of, animator, record):
    EvidenceFactory(record=record, skill=skill_of(record, "D4.1"), text="A cherché les horaires du bus")
    page = client_of(animator).get(path_of(record, "digcomp-2-2")).content.decode()
    assert page.count("A cherché les horaires du bus") == 1
    assert page.count("Nous avons comparé les deux listes") == 1
    assert page.count("Ce n’est pas un résultat Pix ou DigComp.") == 1
    assert page.count("1 compétence sur 3 avec au moins une preuve") == 1


def test_the_record_leads_to_the_first_of_them(client_of, animator, record):
    client = client_of(animator)
    assert client.get(record.learner.get_absolute_url()).content.decode().count(f'href="{path_of(record)}"') == 1
    assert client.get(path_of(record))["Location"] == path_of(record, "digcomp-2-2")


def test_the_others_are_one_click_away(client_of, animator, record):
    page = client_of(animator).get(path_of(record, "pix-crcn")).content.decode()
    assert page.count(f'href="{path_of(record, "digcomp-2-2")}"') == 1
    assert page.count('aria-current="page">Pix (CRCN)') == 1


def test_the_learner_reads_hers_in_plain_words(client_of, record):
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"), text="A rangé ses photos")
    client = client_of(record.learner.member)
    assert client.get("/b2i/mon-livret/").content.decode().count(f'href="{OWN}"') == 1
    page = client.get(f"{OWN}pix-crcn/").content.decode()
    assert page.count("A rangé ses photos") == 1
    plain = "Je sais enregistrer un fichier, le ranger dans un dossier, le retrouver, et dire son type et sa taille."
    assert page.count(plain) >= 1


def test_what_the_learner_contests_is_said_there_too(client_of, animator, record):
    line = EvidenceFactory(record=record, skill=skill_of(record, "D4.1"))
    Contest.objects.create(record=record, evidence=line, words="C’était ma voisine")
    page = client_of(animator).get(path_of(record, "pix-crcn")).content.decode()
    assert page.count("C’était ma voisine") == 1


@pytest.mark.parametrize("slug", ["clea-numerique", "b2i-adultes-2012", "inconnu"])
def test_a_framework_without_a_crosswalk_is_not_found(client_of, animator, record, slug):
    assert client_of(animator).get(path_of(record, slug)).status_code == 404


@pytest.mark.parametrize("who", ["colleague_elsewhere", "territorial", "coordinator", "learner_herself"])
@pytest.mark.parametrize("slug", ["", "pix-crcn"])
def test_nobody_else_reads_it(client_of, request, other_record, record, who, slug):
    """`other_record` is that of an EPM where none of them works."""
    members = {"colleague_elsewhere": "animator", "territorial": "other_territorial", "coordinator": "coordinator"}
    member = request.getfixturevalue(members[who]) if who in members else record.learner.member
    assert client_of(member).get(path_of(other_record, slug)).status_code == 404


def test_a_visitor_is_sent_to_the_login_page(client, record):
    for path in (path_of(record, "pix-crcn"), f"{OWN}pix-crcn/"):
        assert client.get(path)["Location"].startswith("/connexion/")


def test_a_member_has_no_record_of_her_own(client_of, animator):
    assert client_of(animator).get(f"{OWN}pix-crcn/").status_code == 404


def test_it_costs_the_same_with_one_and_many_lines(client_of, animator, record):
    client = client_of(animator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path_of(record, "digcomp-2-2"))
        assert len(response.content) < 30_000
        return len(captured)

    EvidenceFactory(record=record)
    with_one = queries()
    for code in ("D1.1", "D1.3", "D2.1", "D5.3"):
        EvidenceFactory.create_batch(3, record=record, skill=skill_of(record, code))
    assert queries() == with_one <= 12
