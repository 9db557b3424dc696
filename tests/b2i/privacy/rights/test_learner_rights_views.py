"""Tests of the pages of rights, for animators."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.people.accesses.models import Access
from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights import services
from b2i.privacy.rights.models import Limitation
from b2i.records.contests import Contest
from tests.factories.b2i import ContestFactory, EvidenceFactory, FollowingFactory

pytestmark = pytest.mark.django_db
PAGES = ["droits/", "identite/", "donnees.json", "donnees.pdf", "effacer/"]
ACTIONS = ["mettre-de-cote/", "effacer/", "identite/", "rouvrir/"]
ASIDE = "/b2i/livrets/mis-de-cote/"


@pytest.fixture
def path(record):
    return record.learner.get_absolute_url()


@pytest.fixture
def client(client_of, animator):
    return client_of(animator)


def test_contest_is_answered(client, client_of, record, path, animator):
    contest = ContestFactory(record=record)
    page = client.get(f"{path}droits/").content.decode()
    assert page.count("Je n’y étais pas ce jour-là") == 1
    response = client.post(f"{path}droits/{contest.pk}/repondre/", {"outcome": "kept", "words": "Si, le 3 mars"})
    assert response["Location"] == f"{path}droits/"
    assert contest.answer.answered_by == animator
    assert client.get(f"{path}?domaine=D1").content.decode().count("Si, le 3 mars") == 1


def test_each_contest_says_which_line_it_is_about(client, record, path, animator):
    empty = "Rien pour l’instant."
    assert empty in client.get(f"{path}droits/").content.decode()
    of_line = ContestFactory(record=record)
    ContestFactory(record=record, evidence=None, words="Mon nom a deux t")
    line = f"{of_line.evidence.skill.title}\u00a0: {of_line.evidence.text}"

    page = client.get(f"{path}droits/").content.decode()
    assert re.findall("<h3>(.*)</h3>", page) == [line, "Autre chose que les lignes du livret"]
    assert empty not in page

    for contest in Contest.objects.all():
        services.answer_contest(contest=contest, outcome="kept", words="Relu ensemble", answered_by=animator)
    page = client.get(f"{path}droits/").content.decode()
    assert (page.count("<h3>"), page.count("Relu ensemble"), page.count(line)) == (0, 2, 1)
    assert re.findall('<p class="soft small">(.*)</p>', page)[:1] == [line]
    assert empty not in page


def test_refused_answer_keeps_typed_data(client, record, path):
    contest, other_contest = ContestFactory(record=record), ContestFactory(record=record)
    response = client.post(f"{path}droits/{contest.pk}/repondre/", {"words": "Si, le 3 mars"})
    page = response.content.decode()
    assert (response.status_code, page.count("Si, le 3 mars")) == (422, 1)
    assert page.count(f'id="contestation-{other_contest.pk}-words"') == 1


def test_second_answer_is_refused(client, record, path, colleague):
    contest = ContestFactory(record=record)
    services.answer_contest(contest=contest, outcome="kept", words="Si", answered_by=colleague)
    response = client.post(f"{path}droits/{contest.pk}/repondre/", {"outcome": "kept", "words": "Non"})
    assert (response.status_code, response.content.decode().count("Quelqu’un a déjà répondu")) == (422, 1)


def test_contest_of_other_record_is_not_found(client, path, other_record):
    contest = ContestFactory(record=other_record)
    response = client.post(f"{path}droits/{contest.pk}/repondre/", {"outcome": "kept", "words": "Non"})
    assert response.status_code == 404


def test_query_count_is_same_for_one_and_ten_contests(client, record, path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{path}droits/")
        return len(captured)

    ContestFactory(record=record)
    queries()  # the first opening of the day is noted, in one query more
    with_one = queries()
    for _ in range(9):
        ContestFactory(record=record)
    assert queries() == with_one <= 8


def test_identity_is_corrected(client, record, path):
    assert client.get(f"{path}identite/").context["form"]["last_name"].value() == "Delpech"
    client.post(f"{path}identite/", {"first_name": "Jeannine", "last_name": "Delpech", "birth_year": "1958"})
    learner = Learner.objects.get(pk=record.learner.pk)
    assert (str(learner), learner.birth_year) == ("Jeannine Delpech", 1958)


@pytest.mark.parametrize("year", ["58", "2025", "1850", "mille"])
def test_wrong_birth_year_is_refused_beside_field(client, path, year):
    response = client.post(f"{path}identite/", {"first_name": "Jeannine", "birth_year": year})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["birth_year"]
    assert response.context["form"]["first_name"].value() == "Jeannine"


def test_data_are_downloaded(client, record, path):
    EvidenceFactory(record=record, text="A rangé ses photos")
    assert json.loads(client.get(f"{path}donnees.json").content)["preuves"][0]["ce_qui_a_ete_fait"] == (
        "A rangé ses photos"
    )
    assert client.get(f"{path}donnees.pdf").content[:5] == b"%PDF-"


def test_accesses_are_noted(client, animator, path):
    client.get(path)
    client.get(f"{path}donnees.json")
    accesses = Access.objects.order_by("pk")
    assert [(access.learner.card_number, access.member, access.kind) for access in accesses] == [
        ("46-0007", animator, "read"),
        ("46-0007", animator, "copied"),
    ]


def test_record_put_aside_is_closed_until_reopened(client, record, path):
    response = client.post(f"{path}mettre-de-cote/", follow=True)
    assert response.content.decode().count("46-0007") == 1
    assert [client.get(address).status_code for address in (path, f"{path}droits/", f"{path}donnees.json")] == [404] * 3
    assert client.get("/b2i/livrets/").content.decode().count("Jeanne Delpech") == 0
    assert client.post(f"{path}rouvrir/")["Location"] == path
    assert client.get(path).status_code == 200


def test_records_put_aside_elsewhere_are_not_listed(client, record, other_record, animator):
    services.put_aside(learner=other_record.learner, asked_by=other_record.learner.member)
    page = client.get(ASIDE).content.decode()
    assert (page.count("Rosalie"), page.count("Aucun livret n’est mis de côté")) == (0, 1)
    assert client.post(f"{other_record.learner.get_absolute_url()}rouvrir/").status_code == 404


def test_erasure_needs_card_number_and_agreement(client, record, path):
    assert client.post(f"{path}effacer/", {"number": "46-0008", "agreed": "on"}).status_code == 422
    assert client.post(f"{path}effacer/", {"number": "46-0007"}).status_code == 422
    assert Learner.objects.count() == 1
    response = client.post(f"{path}effacer/", {"number": "46 0007", "agreed": "on"})
    assert (response["Location"], Learner.objects.count()) == ("/b2i/livrets/", 0)


def test_following_epm_reads_and_answers_only(client_of, record, path, stranger, other_epm):
    FollowingFactory(learner=record.learner, epm=other_epm)
    client = client_of(stranger)
    page = client.get(f"{path}droits/").content.decode()
    assert [page.count(text) for text in ("Lui donner ses données", "Effacer le livret", "tient ce livret")] == [
        1,
        0,
        1,
    ]
    assert client.get(f"{path}donnees.json").status_code == 200
    form_data = {"number": "46-0007", "agreed": "on", "first_name": "Autre"}
    assert {client.post(f"{path}{action}", form_data).status_code for action in ACTIONS} == {404}
    assert (str(Learner.objects.get()), Limitation.objects.count()) == ("Jeanne Delpech", 0)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_open_pages(request, client_of, record, path, person, page):
    assert client_of(request.getfixturevalue(person)).get(f"{path}{page}").status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("person", ["stranger", "territorial", "coordinator"])
def test_other_members_cannot_act(request, client_of, record, path, person, action):
    form_data = {"number": "46-0007", "agreed": "on", "first_name": "Autre"}
    assert client_of(request.getfixturevalue(person)).post(f"{path}{action}", form_data).status_code == 404
    assert (str(Learner.objects.get()), Limitation.objects.count()) == ("Jeanne Delpech", 0)


@pytest.mark.parametrize("page", [*PAGES, "rouvrir/"])
def test_learners_cannot_open_pages(client_of, record, other_record, path, page):
    for member in (record.learner.member, other_record.learner.member):
        client = client_of(member)
        assert (client.post if page == "rouvrir/" else client.get)(f"{path}{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_visitor_is_redirected_to_login(path, page):
    assert Client().get(f"{path}{page}").status_code == 302


@pytest.mark.parametrize("page", ["mettre-de-cote/", "rouvrir/"])
def test_actions_require_post(client, path, page):
    assert client.get(f"{path}{page}").status_code == 405
