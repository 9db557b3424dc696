"""Tests of the pages of rights, for the learner."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights import services
from b2i.privacy.rights.models import Limitation
from b2i.records.contests import Contest
from b2i.records.models import Positioning
from tests.factories.b2i import ConsentFactory, ContestFactory, EvidenceFactory, RetractedEvidenceFactory

pytestmark = pytest.mark.django_db
PATH = "/b2i/mon-livret/"
PAGES = ["mes-donnees/", "contester/", "donnees.json", "donnees.pdf"]
ACTIONS = ["mettre-de-cote/", "rouvrir/"]


@pytest.fixture
def client(client_of, record):
    return client_of(record.learner.member)


@pytest.fixture
def line(record):
    return EvidenceFactory(record=record, text="A rangé ses photos")


def test_learner_reads_every_line(client, record, line):
    EvidenceFactory(record=record, skill=line.skill, text="A rangé ses papiers")
    page = client.get(f"{PATH}mes-donnees/").content.decode()
    assert [page.count(f"<p>{text}<br>") for text in ("A rangé ses photos", "A rangé ses papiers")] == [1, 1]
    assert page.count("Il y a une erreur<") == 2


def test_learner_neither_reads_nor_contests_a_retracted_line(client, record, line):
    retracted_line = RetractedEvidenceFactory(record=record, skill=line.skill)

    page = client.get(f"{PATH}mes-donnees/").content.decode()

    assert (page.count("<p>A rangé ses photos<br>"), page.count("Notée par erreur")) == (1, 0)
    assert client.get(f"{PATH}contester/{line.pk}/").status_code == 200
    assert client.get(f"{PATH}contester/{retracted_line.pk}/").status_code == 404


def test_empty_record_shows_a_message(client):
    assert client.get(f"{PATH}mes-donnees/").content.decode().count("Rien n’a encore été noté") == 1


def test_query_count_is_same_for_one_and_ten_lines(client, record, line):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{PATH}mes-donnees/")
        return len(captured)

    ContestFactory(record=record, evidence=line)
    with_one = queries()
    for _ in range(9):
        ContestFactory(record=record)
    assert queries() == with_one <= 10


def test_learner_contests_line_and_reads_answer(client, record, line, animator):
    form = client.get(f"{PATH}contester/{line.pk}/").content.decode()
    assert form.count("A rangé ses photos") == 1
    response = client.post(f"{PATH}contester/{line.pk}/", {"words": "Je n’y étais pas"})
    assert response["Location"] == f"{PATH}mes-donnees/"
    assert client.get(response["Location"]).content.decode().count("Pas encore de réponse.") == 1
    services.answer_contest(
        contest=Contest.objects.get(), outcome="corrected", words="C’était Odette", answered_by=animator
    )
    page = client.get(response["Location"]).content.decode()
    assert [page.count(text) for text in ("Je n’y étais pas", "C’est corrigé", "C’était Odette")] == [1, 1, 1]


def test_learner_contests_something_else(client, record):
    client.post(f"{PATH}contester/", {"words": "Je suis née en 1958"})
    assert [(contest.words, contest.evidence) for contest in record.contests.all()] == [("Je suis née en 1958", None)]


def test_refused_contest_keeps_typed_data(client, line):
    response = client.post(f"{PATH}contester/{line.pk}/", {"words": "x" * 301})
    assert (response.status_code, response.content.decode().count("x" * 301)) == (422, 1)


def test_repeated_contest_is_refused(client, record, line):
    ContestFactory(record=record, evidence=line)
    response = client.post(f"{PATH}contester/{line.pk}/", {"words": "Encore"})
    assert (response.status_code, response.content.decode().count("Vous l’avez déjà dit")) == (422, 1)


def test_line_of_other_record_is_not_found(client, other_record):
    line = EvidenceFactory(record=other_record, text="Secret de Rosalie")
    assert client.get(f"{PATH}contester/{line.pk}/").status_code == 404
    assert client.post(f"{PATH}contester/{line.pk}/", {"words": "Faux"}).status_code == 404
    assert Contest.objects.count() == 0


def test_learner_downloads_own_data(client, record, line, other_record):
    EvidenceFactory(record=other_record, text="Secret de Rosalie")
    response = client.get(f"{PATH}donnees.json")
    assert response["Content-Disposition"] == 'attachment; filename="livret-46-0007.json"'
    assert [exported_line["ce_qui_a_ete_fait"] for exported_line in json.loads(response.content)["preuves"]] == [
        "A rangé ses photos"
    ]
    paper = client.get(f"{PATH}donnees.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_learner_puts_record_aside_and_reopens_it(client, client_of, record, skill, animator):
    client.post(f"{PATH}mettre-de-cote/")
    assert client_of(animator).get(record.learner.get_absolute_url()).status_code == 404
    assert client.get(PATH).content.decode().count("Votre livret est en pause. Personne ne peut y écrire.") == 1
    response = client.post(f"{PATH}parties/D1/", {f"competence-{skill.pk}": "alone"})
    assert (response["Location"], Positioning.objects.count()) == (f"{PATH}mes-donnees/", 0)
    assert client.get(f"{PATH}contester/")["Location"] == f"{PATH}mes-donnees/"
    client.post(f"{PATH}rouvrir/")
    assert client_of(animator).get(record.learner.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("page", PAGES + ACTIONS)
@pytest.mark.parametrize("person", ["animator", "stranger", "territorial", "coordinator"])
def test_members_of_network_have_no_page(request, client_of, record, line, person, page):
    client = client_of(request.getfixturevalue(person))
    send_request = client.post if page in ACTIONS else client.get
    assert send_request(f"{PATH}{page}").status_code == 404
    assert Limitation.objects.count() == 0


@pytest.mark.parametrize("page", PAGES)
def test_visitor_is_redirected_to_login(record, page):
    assert Client().get(f"{PATH}{page}").status_code == 302


@pytest.mark.parametrize("page", ACTIONS)
def test_actions_require_post(client, page):
    assert client.get(f"{PATH}{page}").status_code == 405


def test_removed_line_is_shown_with_answer(client, record, line, animator):
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.answer_contest(contest=contest, outcome="removed", words="C’était Odette", answered_by=animator)
    page = client.get(f"{PATH}mes-donnees/").content.decode()
    assert [page.count(text) for text in ("Lignes retirées", "A rangé ses photos", "C’était Odette")] == [1, 1, 1]
    assert page.count("Il y a une erreur<") == 0


PAUSED, LINK_TO_CONTEST = "Votre livret est en pause depuis", "Il y a une erreur ici"
PAUSE, REOPEN = ">Mettre mon livret en pause</button>", ">Rouvrir mon livret</button>"


@pytest.mark.parametrize(("is_paused", "expected"), [(False, [LINK_TO_CONTEST, PAUSE]), (True, [PAUSED, REOPEN])])
def test_page_says_whether_the_record_is_paused(client, record, is_paused, expected):
    if is_paused:
        services.put_aside(learner=record.learner, asked_by=record.learner.member)
    page = client.get(f"{PATH}mes-donnees/").content.decode()
    assert [words for words in (PAUSED, LINK_TO_CONTEST, PAUSE, REOPEN) if words in page] == expected


@pytest.mark.parametrize("is_known", [True, False])
def test_page_says_what_is_known_of_the_person(client, record, epm, is_known):
    Learner.objects.update(birth_year=1958 if is_known else None, commune=epm.commune if is_known else None)
    if is_known:
        ConsentFactory(learner=record.learner)
    page = client.get(f"{PATH}mes-donnees/").content.decode()
    facts = [f"<dt>{words}</dt>" for words in ("Commune", "Année de naissance", "Votre accord")]
    assert [fact for fact in facts if fact in page] == (facts if is_known else [])


@pytest.mark.parametrize(("count", "more"), [(0, []), (5, []), (6, ["1"]), (8, ["3"])])
def test_sixth_line_and_the_next_ones_are_folded(client, record, count, more):
    for number in range(count):
        EvidenceFactory(record=record, text=f"Ligne {number}")
    page = client.get(f"{PATH}mes-donnees/").content.decode()
    assert re.findall(r"Lire les autres \((\d+)\)", page) == more
    assert [page.count(f"<p>Ligne {number}<br>") for number in range(count)] == [1] * count
    assert ("Rien n’a encore été noté" in page, "Lignes retirées" in page) == (count == 0, False)
