"""Tests of the page where a recording gets its words: who may open it, what it keeps, what others read."""

import pytest

from b2i.records.evidence.models import Transcript
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, RetractedEvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(record, skill):
    """A recording of before words were asked for."""
    return EvidenceFileFactory(evidence=EvidenceFactory(record=record, skill=skill), kind="mp3", name="voix.mp3")


def path_of(recording) -> str:
    return f"/b2i/preuves/{recording.pk}/texte/"


def test_words_are_written_then_corrected(client_of, animator, recording):
    client, page = client_of(animator), recording.evidence
    lines = f"/b2i/livrets/{page.record.learner_id}/competences/{page.skill_id}/"
    assert path_of(recording) in client.get(lines).text

    for text in ("Je range", "Je range mes photos"):
        assert client.post(path_of(recording), {"text": text}, follow=True).redirect_chain == [(lines, 302)]

    assert "<p>Je range mes photos</p>" in client.get(lines).text
    history = client.get(path_of(recording)).text
    assert history.index("<p>Je range</p>") < history.index("<p>Je range mes photos</p>")
    assert [each.written_by for each in Transcript.objects.all()] == [animator, animator]


@pytest.mark.parametrize("text", ["", "é" * 3001, "Il a un cancer"])
def test_words_that_are_refused_stay_in_the_field(client_of, animator, recording, text):
    response = client_of(animator).post(path_of(recording), {"text": text})

    assert (response.status_code, Transcript.objects.count()) == (422, 0)
    assert text in response.text


def test_learner_reads_the_words_and_does_not_write_them(client_of, learner, recording):
    Transcript.objects.create(file=recording, text="Je range mes photos")
    client = client_of(learner.member)

    assert "Je range mes photos" in client.get("/b2i/mon-livret/parties/D1/").text
    assert client.post(path_of(recording), {"text": "Autre"}).status_code in {302, 404}
    assert Transcript.objects.count() == 1


def test_page_is_closed_to_others(client_of, client, stranger, animator, recording, record, skill):
    photo = EvidenceFileFactory(evidence=recording.evidence, kind="jpg")
    retracted = EvidenceFileFactory(evidence=RetractedEvidenceFactory(record=record, skill=skill), kind="mp3")

    assert client_of(stranger).get(path_of(recording)).status_code == 404
    assert client.get(path_of(recording)).status_code == 302
    assert [client_of(animator).get(path_of(file)).status_code for file in (photo, retracted)] == [404, 404]
