"""Tests of the pages of records, for those who follow or count learners."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Evidence
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full
from tests.factories.b2i import (
    CardTriesFactory,
    EvidenceFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    skill_of,
)
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
LIST = "/b2i/livrets/"
NEW = "/b2i/livrets/nouveau/"
AGREED = {"consent": "on", "means": "oral", "giver": "person"}


def listed_names(response) -> list[str]:
    return [str(learner) for learner in response.context["learners"]]


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_animator_sees_learners_of_their_epm(client_of, animator, record, other_record):
    assert listed_names(client_of(animator).get(LIST)) == ["Jeanne Delpech"]


def test_member_of_several_epm_sees_all_learners(client_of, animator, record, other_record, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    response = client_of(animator).get(LIST)
    assert listed_names(response) == ["Jeanne Delpech", "Rosalie Vayssières"]
    assert response.content.decode().count("EPM de Luzech") == 1


def test_progress_is_described(client_of, animator, record):
    EvidenceFactory(record=record)
    page = client_of(animator).get(LIST).content.decode()
    assert page.count("1 compétence pratiquée sur 18") == 1


@pytest.mark.parametrize(("q", "names"), [("delpech", ["Jeanne Delpech"]), ("460007", ["Jeanne Delpech"]), ("x", [])])
def test_learner_is_found_by_query(client_of, animator, record, q, names):
    assert listed_names(client_of(animator).get(LIST, {"q": q})) == names


def test_learner_of_other_epm_is_not_found_by_card(client_of, animator, record, other_record):
    assert listed_names(client_of(animator).get(LIST, {"q": other_record.learner.card_number})) == []


def test_empty_list_suggests_what_to_do(client_of, animator, b2i_adultes):
    page = client_of(animator).get(LIST).content.decode()
    assert page.count("Aucun livret pour l’instant") == 1


def test_list_has_twenty_learners_per_page(client_of, animator, epm, b2i_adultes):
    LearnerFactory.create_batch(21, epm=epm)
    client = client_of(animator)
    assert [len(client.get(LIST, {"page": page}).context["learners"]) for page in (1, 2)] == [20, 1]


def test_list_query_count_is_same_for_one_and_thirty_learners(client_of, animator, epm, record):
    client = client_of(animator)
    with_one = queries(client, LIST)
    for learner in LearnerFactory.create_batch(29, epm=epm):
        EvidenceFactory(record=RecordFactory(learner=learner, framework=record.framework))
    assert queries(client, LIST) == with_one <= 11  # the last one notes the names that are new that day


@pytest.mark.parametrize("path", [LIST, "/b2i/livrets/nombres/"])
def test_coordinator_sees_numbers_and_no_name(client_of, coordinator, record, other_record, path):
    response = client_of(coordinator).get(path)
    assert [(epm.name, epm.learners_in_words) for epm in response.context["epms"]] == [
        ("EPM de Luzech", "masqué"),
        ("EPM de Gramat", "masqué"),
    ]
    assert response.context["total"] == "masqué"
    page = response.content.decode()
    assert [page.count(text) for text in ("Jeanne", "Rosalie", "46-0007")] == [0, 0, 0]


def test_territorial_animator_sees_numbers_of_their_territory(client_of, territorial, record, other_record):
    LearnerFactory.create_batch(5, epm=record.learner.epm)
    LearnerFactory.create_batch(5, epm=other_record.learner.epm)
    response = client_of(territorial).get(LIST)
    assert [epm.name for epm in response.context["epms"]] == ["EPM de Gramat"]
    assert [(territory.name, territory.learners_in_words) for territory in response.context["territories"]] == [
        ("Figeac", "6")
    ]
    assert "total" not in response.context
    assert response.content.decode().count("Jeanne") == 0


def test_territorial_animator_with_epm_sees_learners_and_numbers(client_of, territorial, epm, record):
    PositionFactory(member=territorial, epm=epm)
    client = client_of(territorial)
    assert listed_names(client.get(LIST)) == ["Jeanne Delpech"]
    assert client.get("/b2i/livrets/nombres/").status_code == 200


def test_numbers_query_count_is_same_for_one_and_three_epm(client_of, coordinator, record):
    client = client_of(coordinator)
    with_one = queries(client, LIST)
    LearnerFactory.create_batch(2)
    assert queries(client, LIST) == with_one <= 10


def test_animator_cannot_see_numbers(client_of, animator, record):
    assert client_of(animator).get("/b2i/livrets/nombres/").status_code == 404


@pytest.mark.parametrize("path", [LIST, NEW, "/b2i/livrets/nombres/"])
def test_learner_cannot_open_network_pages(client_of, record, path):
    assert client_of(record.learner.member).get(path).status_code == 404


@pytest.mark.parametrize("path", [LIST, NEW, "/b2i/livrets/1/"])
def test_visitor_is_redirected_to_login(path):
    assert Client().get(path).status_code == 302


def test_closed_position_closes_records(client_of, animator, record):
    client = client_of(animator)
    Position.objects.filter(member=animator).update(end=timezone.localdate() - timedelta(days=1))
    assert client.get(LIST).status_code == 302
    assert client.get(record.learner.get_absolute_url()).status_code == 302


def test_opening_record_leads_to_card_with_secret(client_of, animator, b2i_adultes):
    client = client_of(animator)
    response = client.post(NEW, {"first_name": "Odette"} | AGREED)
    learner = Learner.objects.get()
    assert response["Location"] == f"/b2i/livrets/{learner.pk}/carte/"
    assert learner.check_secret(client.get(response["Location"]).context["secret"])


def test_record_without_card_gets_card_later(client_of, animator, b2i_adultes):
    client = client_of(animator)
    response = client.post(NEW, {"first_name": "Odette", "no_card": "on"} | AGREED)
    learner = Learner.objects.get()
    assert (response["Location"], learner.has_card) == (f"/b2i/livrets/{learner.pk}/", False)
    assert client.get(response["Location"]).content.decode().count("Donner une carte") == 1
    assert client.get(LIST).content.decode().count("sans carte, 46-0001") == 1
    page = client.get(f"/b2i/livrets/{learner.pk}/carte/").content.decode()
    assert page.count("Faire sa carte et son code secret") == 1
    client.post(f"/b2i/livrets/{learner.pk}/carte/nouveau-code/")
    learner.refresh_from_db()
    assert learner.has_card


def test_refused_form_keeps_typed_data(client_of, animator, b2i_adultes):
    response = client_of(animator).post(NEW, {"first_name": "Odette", "last_name": "Bru"})
    assert response.context["form"]["last_name"].value() == "Bru"
    assert Learner.objects.count() == 0


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_member_without_epm_cannot_open_record(request, client_of, b2i_adultes, person):
    client = client_of(request.getfixturevalue(person))
    assert client.post(NEW, {"first_name": "Odette"} | AGREED).status_code == 404
    assert Learner.objects.count() == 0


def test_record_shows_positionings_and_evidence(client_of, animator, record, skill):
    EvidenceFactory(record=record, skill=skill, text="A rangé ses photos", observed_by=animator)
    PositioningFactory(record=record, level="helped")
    client = client_of(animator)
    folded_page = client.get(record.learner.get_absolute_url()).content.decode()
    assert (folded_page.count("A rangé ses photos"), folded_page.count('href="?domaine=')) == (0, 5)
    page = client.get(f"{record.learner.get_absolute_url()}?domaine=D1").content.decode()
    assert page.count("A rangé ses photos") == 1
    assert page.count("J’y arrive avec de l’aide") == 1
    assert page.count("il en faut 3") == 5
    assert page.count("Pas d’information de santé ni d’opinion") == 1


def test_record_says_what_was_worked_on_and_what_is_to_be_shown(client_of, animator, record):
    day = timezone.localdate() - timedelta(days=3)
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"), kind="worked_on", observed_on=day)
    PositioningFactory(record=record, skill=skill_of(record, "D1.2"), level="alone")
    path = f"{record.learner.get_absolute_url()}?domaine=D1"
    page = client_of(animator).get(path).content.decode()
    assert page.count(f"travaillée le {day_in_full(day, 'j F Y')}") == 1
    assert page.count('id="a-montrer">À montrer (1)</h3>') == 1
    own_page = client_of(record.learner.member).get("/b2i/mon-livret/parties/D1/").content.decode()
    assert own_page.count(f"travaillée le {day_in_full(day, 'j F Y')}") == 1
    assert own_page.count("Montrez-le à l’animatrice ou à l’animateur.") == 1
    assert own_page.count("Pratiquée") == 0


def test_record_says_first_which_skills_lack_a_fact(client_of, animator, record):
    path = record.learner.get_absolute_url()
    for code, days in (("D1.2", (0, 0)), ("D3.1", (0, 4)), ("D4.1", (1,))):
        for day in days:
            observed_on = timezone.localdate() - timedelta(days=day)
            EvidenceFactory(record=record, skill=skill_of(record, code), observed_on=observed_on)
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"), kind="worked_on")
    page = client_of(animator).get(path).content.decode()
    rows = page[page.index('id="faits"') : page.index("À pratiquer")]
    said = re.findall(r'competences/(\d+)/#ajouter.*?<p class="meta">([^<]*)</p>', rows, re.DOTALL)
    one = "Il manque un fait, un autre jour"
    expected = (("D1.2", one), ("D4.1", one))
    assert said == [(str(skill_of(record, code).pk), words) for code, words in expected]
    assert page.count('<a class="chip" href="#faits">Il manque un fait\u00a0: 2</a>') == 1


@pytest.mark.parametrize("query", ["", "?domaine=D1"])
def test_full_record_is_light(client_of, animator, record, query):
    for skill in Skill.objects.filter(domain__framework=record.framework):
        EvidenceFactory.create_batch(3, record=record, skill=skill, text="A rangé douze photos dans trois dossiers")
    assert len(client_of(animator).get(f"{record.learner.get_absolute_url()}{query}").content) < 30_000


def test_record_query_count_is_same_for_one_and_thirty_lines(client_of, animator, record):
    client, path = client_of(animator), record.learner.get_absolute_url()
    EvidenceFactory(record=record)
    PositioningFactory(record=record)
    client.get(path)  # the first of the day is noted, in one query more
    with_one = queries(client, path)
    EvidenceFactory.create_batch(29, record=record)
    assert queries(client, path) == with_one <= 10


def test_record_page_is_light(client_of, animator, record):
    assert len(client_of(animator).get(record.learner.get_absolute_url()).content) < 34_000


@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_read_or_extend_record(request, client_of, record, skill, person):
    client = client_of(request.getfixturevalue(person))
    path = record.learner.get_absolute_url()
    assert client.get(path).status_code == 404
    response = client.post(f"{path}competences/{skill.pk}/", {"text": "A rangé", "kind": "observed"})
    assert (response.status_code, Evidence.objects.count()) == (404, 0)


def test_learners_cannot_add_evidence(client_of, record, other_record, skill):
    path = record.learner.get_absolute_url()
    for member in (record.learner.member, other_record.learner.member):
        client = client_of(member)
        assert client.get(path).status_code == 404
        assert client.post(f"{path}competences/{skill.pk}/", {"text": "Moi", "kind": "told"}).status_code == 404
    assert Evidence.objects.count() == 0


def test_line_is_added_in_name_of_observer(client_of, animator, record, skill):
    path = record.learner.get_absolute_url()
    response = client_of(animator).post(
        f"{path}competences/{skill.pk}/",
        {"text": "A rangé ses photos", "kind": "work", "place": "home", "help_given": "alone"},
    )
    evidence = Evidence.objects.get()
    assert response["Location"] == f"{path}?domaine=D1#competence-d1-2"
    assert (evidence.observed_by, evidence.text, evidence.kind) == (animator, "A rangé ses photos", "work")


def test_refused_line_keeps_its_text(client_of, animator, record, skill):
    path = f"{record.learner.get_absolute_url()}competences/{skill.pk}/"
    response = client_of(animator).post(path, {"text": "x" * 301, "kind": "work"})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("x" * 301) == 1
    assert page.count(f'href="#preuve-{skill.pk}-text"') == 1


def test_skill_of_other_framework_is_not_found(client_of, animator, record):
    path = record.learner.get_absolute_url()
    assert client_of(animator).post(f"{path}competences/999999/", {"text": "A", "kind": "work"}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "on_record", "in_list"),
    [(4, 0, 0), (5, "la carte en pause", "Carte en pause"), (20, "Rouvrir la carte", "Carte fermée, à rouvrir")],
)
def test_wrong_codes_are_shown_on_record_and_in_list(client_of, animator, record, wrong, on_record, in_list):
    CardTriesFactory(lock__card_number=record.learner.card_number, wrong=wrong)
    client = client_of(animator)
    pages = [client.get(address).content.decode() for address in (record.learner.get_absolute_url(), LIST)]
    if wrong < 5:
        assert [page.count("arte en pause") + page.count("arte fermée") for page in pages] == [0, 0]
    else:
        assert [page.count(text) for page, text in zip(pages, (on_record, in_list), strict=True)] == [1, 1]


def test_names_are_escaped(client_of, animator, epm, b2i_adultes):
    RecordFactory(learner=LearnerFactory(epm=epm, member__first_name="<script>", member__last_name=""))
    assert client_of(animator).get(LIST).content.decode().count("&lt;script&gt;") == 1


def test_skills_are_counted_by_domain(client_of, animator, record):
    EvidenceFactory(record=record, skill=skill_of(record, "D3.1"))
    page = client_of(animator).get(record.learner.get_absolute_url()).content.decode()
    assert page.count("1\u00a0compétence pratiquée sur 3, il en faut 3") == 1


def test_numbers_of_five_and_more_are_shown_with_what_they_count(client_of, coordinator, record, other_epm):
    LearnerFactory.create_batch(6, epm=other_epm)
    LearnerFactory.create_batch(4, epm=record.learner.epm)
    page = client_of(coordinator).get("/b2i/livrets/nombres/").content.decode()
    assert (page.count('<td class="number">5</td>'), page.count('<td class="number">6</td>')) == (1, 1)
    assert page.count("<b>11</b> personnes suivies dans le réseau") == 1
    assert page.count("Une personne compte une fois, dans l’EPM qui tient son livret.") == 1
