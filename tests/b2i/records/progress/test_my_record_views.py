"""Tests of the page of a learner's own record."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from b2i.frameworks.models.framework import Skill
from b2i.privacy.rights.services import put_aside
from b2i.records.models import Positioning
from b2i.records.self_positioning import position
from tests.b2i.validation_builder import validate_skills
from tests.factories.b2i import EvidenceFactory, PositioningFactory, skill_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
PATH = "/b2i/mon-livret/"


@pytest.fixture
def client(client_of, record):
    return client_of(record.learner.member)


def part(code: str) -> str:
    return f"{PATH}parties/{code}/"


def test_record_uses_plain_words(client, record):
    EvidenceFactory.create_batch(2, record=record, text="A nommé l’écran et la souris")
    page = client.get(PATH).content.decode()
    assert page.count("Bonjour Jeanne") == 1
    assert page.count('aria-label="1 pratiquée sur 4"') == 1
    assert page.count("Encore 2 à apprendre pour faire valider cette partie.") == 1
    assert page.count("L’ordinateur et mes fichiers") == 1
    assert page.count("A nommé l’écran et la souris") == 0
    assert client.get(part("D1")).content.decode().count("A nommé l’écran et la souris") == 2


def test_beginner_is_led_to_the_first_question(client):
    page = client.get(PATH).content.decode()
    assert (page.count("Dites où vous en êtes"), page.count(f'class="button big" href="{part("D1")}"')) == (1, 1)


def test_learner_who_has_begun_reads_the_next_skill_and_how_to_learn_it(client, record):
    PositioningFactory(record=record)
    page = client.get(PATH).content.decode()
    assert (page.count("À apprendre maintenant"), page.count("Venez à l’EPM de Gramat")) == (1, 1)
    assert page.count("Commencer") == 0


@pytest.mark.parametrize("path", [PATH, part("D1"), f"{PATH}mes-donnees/", f"{PATH}lecteurs/", f"{PATH}releves/"])
def test_learner_finds_nothing_for_members(client, record, path):
    document = fromstring(client.get(path).content.decode())
    menu = [link.get("href") for link in document.xpath("//nav[@id='rubriques']//a")]
    assert menu == [PATH, "/ressources/prochains-ateliers/", "/annuaire/"]
    for_members = (
        "/formation/",
        "/b2i/livrets/",
        "/b2i/referentiels/",
        "/forums/",
        "/membres/",
        "/alertes/",
        "/admin/",
    )
    assert [link for link in document.xpath("//a/@href") if link.startswith(for_members)] == []


SAID, SEEN, STONE_WORDS = "Vous avez dit", "Ce que j’ai fait", re.compile('class="stone([^"]*)"')


@pytest.mark.parametrize(
    ("state", "stone", "expected"),
    [
        ("untouched", "", (True, False, False)),
        ("answered", "", (True, True, False)),
        ("practised", " laid", (False, False, True)),
        ("validated", " sealed", (False, False, True)),
    ],
)
def test_skill_is_explained_until_it_is_practised(client, record, skill, state, stone, expected):
    match state:
        case "answered":
            PositioningFactory(record=record, skill=skill)
        case "practised":
            EvidenceFactory(record=record, skill=skill)
        case "validated":
            validate_skills(record, skill.code)

    row = client.get(part("D1")).text.split(f'<li id="{skill.anchor}">')[1].split("<li id=")[0]

    assert (skill.can_dos.current()[0].text in row, SAID in row, SEEN in row) == expected
    assert STONE_WORDS.findall(row) == [stone]


def phrase(skill, rank: int = 0) -> str:
    """Name of the question about a sentence of the skill."""
    return f"phrase-{skill.can_dos.current()[rank].pk}"


def test_page_of_a_domain_asks_its_first_question_without_answer(client, record, skill):
    PositioningFactory(record=record, skill=skill_of(record, "D1.1"), level="helped")
    page = client.get(part("D1")).content.decode()
    assert page.count("3 réponses sur 14") == 1
    assert page.count(f'name="{phrase(skill)}"') == 3
    assert page.count("Vous avez dit\u00a0: «\u00a0J’y arrive avec de l’aide\u00a0».") == 1


def test_answer_can_be_changed(client, record, skill):
    PositioningFactory(record=record, skill=skill, level="helped")
    question = phrase(skill, 1)
    assert client.get(f"{part('D1')}?question={question}").content.decode().count(f'name="{question}"') == 3


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "-1"])
def test_unknown_question_or_note_changes_nothing(client, skill, key):
    page = client.get(f"{part('D1')}?question={key}&note={key}").content.decode()
    assert (page.count("C’est noté"), page.count("14 questions, une par une")) == (0, 1)


def test_answered_domain_leads_to_the_next_one(client, record):
    for code in ("D1.1", "D1.2", "D1.3", "D1.4"):
        PositioningFactory(record=record, skill=skill_of(record, code))
    page = client.get(part("D1")).content.decode()
    assert page.count("Vous avez répondu à tout. Merci") == 1
    assert page.count(f'href="{part("D2")}#question"') == 1


def test_last_answered_domain_leads_back_to_the_record(client, record):
    for skill in Skill.objects.filter(domain__framework=record.framework):
        PositioningFactory(record=record, skill=skill)
    page = client.get(part("D3")).content.decode()
    assert (page.count("Partie suivante"), page.count("Voir la suite")) == (0, 1)


@pytest.mark.parametrize(
    ("address", "has_begun", "shown"),
    [("https://pix.fr/abc-diag", True, 1), ("https://pix.fr/abc-diag", False, 0), ("", True, 0)],
)
def test_next_step_outside_stands_on_a_record_that_has_begun(client, record, settings, address, has_begun, shown):
    settings.NEXT_STEP_URL = address
    if has_begun:
        EvidenceFactory(record=record)
    page = client.get(PATH).content.decode()
    assert (page.count("Et après\u00a0?"), page.count('href="https://pix.fr/abc-diag"')) == (shown, shown)


def test_record_in_pause_asks_nothing(client, record):
    put_aside(learner=record.learner, asked_by=record.learner.member)
    assert client.get(part("D1")).content.decode().count('name="phrase-') == 0


@pytest.mark.parametrize("path", [PATH, part("D1"), part("D5")])
def test_pages_are_light(client, path):
    assert len(client.get(path).content) < 20_000


@pytest.mark.parametrize("path", [PATH, part("D1")])
def test_query_count_is_same_for_one_and_thirty_lines(client, record, path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    EvidenceFactory(record=record)
    PositioningFactory(record=record)
    position(record=record, levels={skill_of(record, "D1.2").can_dos.current()[0]: "alone"})
    with_one = queries()
    EvidenceFactory.create_batch(29, record=record)
    levels = dict.fromkeys((each for code in ("D1.2", "D1.3") for each in skill_of(record, code).can_dos.all()), "no")
    position(record=record, levels=levels)
    PositioningFactory.create_batch(29, record=record)
    assert queries() == with_one <= 12


def test_answer_is_saved_and_confirmed_beside_the_next_question(client, record, skill):
    response = client.post(part("D1"), {phrase(skill): "alone"})
    assert response["Location"] == f"{part('D1')}?note={phrase(skill)}#question"
    assert [(answer.can_do.skill, answer.level) for answer in record.can_do_answers.all()] == [(skill, "alone")]
    page = client.get(response["Location"]).content.decode()
    assert page.count("C’est noté\u00a0: J’y arrive sans aide.") == 1
    assert page.count("1 réponse sur 14") == 1


def test_sentences_of_a_skill_one_after_the_other_give_its_level(client, record, skill):
    for rank, level in enumerate(("alone", "alone", "helped", "no")):
        client.post(part("D1"), {phrase(skill, rank): level})
    assert list(record.positionings.values_list("skill__code", "level")) == [("D1.2", "helped")]


def test_page_of_before_sentences_still_saves_its_answer(client, record, skill):
    response = client.post(part("D1"), {f"competence-{skill.pk}": "alone"})
    assert [(positioning.skill, positioning.level) for positioning in record.positionings.all()] == [(skill, "alone")]
    assert client.get(response["Location"]).content.decode().count("4 réponses sur 14") == 1


def test_same_answers_sent_again_add_nothing(client, skill):
    for _ in range(2):
        client.post(part("D1"), {f"competence-{skill.pk}": "alone"})
    assert Positioning.objects.count() == 1


def test_answers_for_other_domain_are_ignored(client, record):
    skill_of_other_domain = skill_of(record, "D2.1")
    client.post(part("D1"), {f"competence-{skill_of_other_domain.pk}": "alone"})
    assert Positioning.objects.count() == 0


def test_unknown_answer_is_refused(client, skill):
    response = client.post(part("D1"), {f"competence-{skill.pk}": "expert"}, follow=True)
    assert response.content.decode().count("Choisissez une des trois réponses") == 1
    assert Positioning.objects.count() == 0


def test_unknown_domain_is_not_found(client):
    assert (client.get(part("D9")).status_code, client.post(part("D9")).status_code) == (404, 404)


def test_learner_answers_in_own_record_only(client, record, other_record, skill):
    client.post(part("D1"), {f"competence-{skill.pk}": "alone", "record": other_record.pk})
    assert [positioning.record for positioning in Positioning.objects.all()] == [record]


def test_learner_does_not_see_other_record(client, other_record):
    EvidenceFactory(record=other_record, text="Secret de Rosalie")
    assert client.get(PATH).content.decode().count("Secret de Rosalie") == 0


@pytest.mark.parametrize("person", ["animator", "territorial", "coordinator"])
def test_members_of_network_have_no_own_record(request, client_of, record, person):
    client = client_of(request.getfixturevalue(person))
    assert (client.get(PATH).status_code, client.get(part("D1")).status_code) == (404, 404)
    assert client.post(part("D1")).status_code == 404


def test_visitor_is_redirected_to_login(record):
    assert Client().get(PATH).status_code == 302
    assert Client().post(part("D1")).status_code == 302
    assert Positioning.objects.count() == 0
