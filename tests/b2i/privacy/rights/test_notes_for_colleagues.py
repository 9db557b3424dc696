"""Tests that the learner’s pages leave out what is noted for colleagues, and that the copy of their data has it."""

import json

import pytest

from b2i.privacy.rights.paper import data_paper
from tests.factories.b2i import EvidenceFactory
from tests.factories.validation import ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db
NOTE, REASON, TO_LEARNER = "Lui laisser la souris", "Le cadre d’examen manque", "Montrez-le encore une fois"
OWN = "/b2i/mon-livret/"


@pytest.fixture
def line(record):
    """A fact with a note, proposed and returned."""
    line = EvidenceFactory(record=record, text="A nommé les ports", colleague_note=NOTE)
    proposal = ProposalFactory(record=record, evidence=line)
    ValidationFactory(proposal=proposal, returned=True, reason=REASON, words_to_learner=TO_LEARNER)
    return line


@pytest.fixture
def own_pages(client_of, record, line) -> dict[str, str]:
    paths = ("", "parties/D1/", "mes-donnees/", f"contester/{line.pk}/", "autrement/", "lecteurs/")
    client = client_of(record.learner.member)
    responses = {path: client.get(f"{OWN}{path}", follow=True) for path in paths}
    return {path: answer.content.decode() for path, answer in responses.items() if answer.status_code == 200}


def test_own_pages_show_what_is_written_to_the_learner_alone(own_pages, line):
    assert {"", "parties/D1/", "mes-donnees/", f"contester/{line.pk}/"} <= set(own_pages)
    assert [path for path, page in own_pages.items() if NOTE in page or REASON in page] == []
    assert (own_pages["parties/D1/"].count(TO_LEARNER), own_pages["parties/D1/"].count(line.text)) == (1, 1)


def test_copy_of_their_data_has_both(client_of, record, line):
    copy = json.dumps(
        json.loads(client_of(record.learner.member).get(f"{OWN}donnees.json").content), ensure_ascii=False
    )
    assert [copy.count(words) for words in (NOTE, REASON, TO_LEARNER)] == [1, 1, 1]


def test_paper_of_their_data_has_both(record, line):
    told = json.dumps(json.loads(data_paper(record.learner).data), ensure_ascii=False)
    assert [told.count(words) for words in (NOTE, REASON, TO_LEARNER)] == [1, 1, 1]


def test_colleagues_read_the_note(client_of, animator, record, line):
    pages = (
        f"{record.learner.get_absolute_url()}?domaine=D1",
        f"/b2i/livrets/{record.learner_id}/competences/{line.skill_id}/",
    )
    assert [client_of(animator).get(path).content.decode().count(NOTE) for path in pages] == [1, 1]


def test_note_is_typed_beside_the_fact(client_of, animator, record, skill):
    path = f"/b2i/livrets/{record.learner_id}/competences/{skill.pk}/"
    data = {"kind": "observed", "text": "A rangé ses photos", "place": "free_access", "help_given": "alone"}
    response = client_of(animator).post(path, data | {"colleague_note": f" {NOTE} "})
    assert response.status_code == 302, response.context["form"].errors
    (line,) = record.evidence.all()
    assert (line.text, line.colleague_note) == ("A rangé ses photos", NOTE)
