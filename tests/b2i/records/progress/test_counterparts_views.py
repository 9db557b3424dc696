"""Tests of the page of a record in another framework: access, contents, reservations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.framework_loading import load_frameworks
from b2i.records.contests import Contest
from tests.factories.b2i import EvidenceFactory, skill_of

pytestmark = pytest.mark.django_db
OWN = "/b2i/mon-livret/referentiels/"


@pytest.fixture(autouse=True)
def _crosswalks(b2i_adultes):
    load_frameworks()
    load_crosswalks()


def path_of(record, slug: str = "") -> str:
    return f"{record.learner.get_absolute_url()}referentiels/{slug and slug + '/'}"


def test_animator_sees_evidence_under_counterparts(client_of, animator, record):
    EvidenceFactory(record=record, skill=skill_of(record, "D4.1"), text="A cherché les horaires du bus")
    page = client_of(animator).get(path_of(record, "digcomp-2-2")).content.decode()
    assert page.count("A cherché les horaires du bus") == 1
    assert page.count("Nous avons comparé les deux listes") == 1
    assert page.count("Ce n’est pas un résultat Pix ou DigComp.") == 1
    assert page.count("1 compétence sur 3 avec au moins une preuve") == 1


def test_record_links_to_first_framework(client_of, animator, record):
    client = client_of(animator)
    assert client.get(record.learner.get_absolute_url()).content.decode().count(f'href="{path_of(record)}"') == 1
    assert client.get(path_of(record))["Location"] == path_of(record, "digcomp-2-2")


def test_page_links_to_other_frameworks(client_of, animator, record):
    page = client_of(animator).get(path_of(record, "pix-crcn")).content.decode()
    assert page.count(f'href="{path_of(record, "digcomp-2-2")}"') == 1
    assert page.count('aria-current="page">Pix (CRCN)') == 1


def test_learner_reads_own_record_in_plain_words(client_of, record):
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"), text="A rangé ses photos")
    client = client_of(record.learner.member)
    assert client.get("/b2i/mon-livret/").content.decode().count(f'href="{OWN}"') == 1
    page = client.get(f"{OWN}pix-crcn/").content.decode()
    assert page.count("A rangé ses photos") == 1
    assert page.count("Ranger et retrouver un fichier") >= 1
    assert page.count("D’où vient cette correspondance") == 0


def test_contest_is_shown(client_of, animator, record):
    line = EvidenceFactory(record=record, skill=skill_of(record, "D4.1"))
    Contest.objects.create(record=record, evidence=line, words="C’était ma voisine")
    page = client_of(animator).get(path_of(record, "pix-crcn")).content.decode()
    assert page.count("C’était ma voisine") == 1


@pytest.mark.parametrize("slug", ["clea-numerique", "b2i-adultes-2012", "inconnu"])
def test_framework_without_crosswalk_is_not_found(client_of, animator, record, slug):
    assert client_of(animator).get(path_of(record, slug)).status_code == 404


@pytest.mark.parametrize("person", ["colleague_elsewhere", "territorial", "coordinator", "learner_herself"])
@pytest.mark.parametrize("slug", ["", "pix-crcn"])
def test_record_of_other_epm_is_not_found(client_of, request, other_record, record, person, slug):
    """These members do not work in the EPM of `other_record`."""
    members = {"colleague_elsewhere": "animator", "territorial": "other_territorial", "coordinator": "coordinator"}
    member = request.getfixturevalue(members[person]) if person in members else record.learner.member
    assert client_of(member).get(path_of(other_record, slug)).status_code == 404


def test_visitor_is_led_to_the_cards_or_to_the_login(client, record):
    for path, login in ((f"{OWN}pix-crcn/", "/carte/"), (path_of(record, "pix-crcn"), "/connexion/")):
        assert client.get(path)["Location"].startswith(f"{login}?next=")


def test_member_has_no_own_record(client_of, animator):
    assert client_of(animator).get(f"{OWN}pix-crcn/").status_code == 404


def test_query_count_is_same_for_one_and_many_lines(client_of, animator, record):
    client = client_of(animator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path_of(record, "digcomp-2-2"))
        assert len(response.content) < 30_000
        return len(captured)

    EvidenceFactory(record=record)
    client.get(path_of(record, "digcomp-2-2"))  # the first of the day is noted, in one query more
    with_one = queries()
    for code in ("D1.1", "D1.3", "D2.1", "D5.3"):
        EvidenceFactory.create_batch(3, record=record, skill=skill_of(record, code))
    assert queries() == with_one <= 13
