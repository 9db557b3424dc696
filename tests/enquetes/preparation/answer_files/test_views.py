"""Pages of the files of answers: for the coordination alone, from the empty model to counted responses."""

import tracemalloc
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enquetes.preparation.answer_files import writing
from enquetes.preparation.answer_files.forms import TOO_BIG, AnswerFileForm
from enquetes.preparation.answer_files.lines import TableFile
from enquetes.preparation.answer_files.models import BroughtFile
from enquetes.preparation.answer_files.services import read_slice
from tests.enquetes.preparation.answer_files.test_files import as_file, line
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers

FILES = "/enquetes/usages/reponses/fichiers/"


@pytest.fixture
def brought(campaign, client_of, coordinator) -> BroughtFile:
    campaign.has_paper = True
    campaign.save()
    address = client_of(coordinator).post(FILES, {"file": as_file([line("1"), line("2", sexe="x")])}).url
    brought = BroughtFile.objects.get()
    assert address == brought.get_absolute_url()
    return brought


def test_coordination_alone_has_the_files(client, client_of, coordinator, animator, territorial, brought):
    own = brought.get_absolute_url()
    for path in (FILES, own, *(f"{FILES}{name}.csv" for name in ("reponses", "modele", "dictionnaire"))):
        assert client_of(coordinator).get(path).status_code == 200
        assert client_of(animator).get(path).status_code == 404
        assert client_of(territorial).get(path).status_code == 404
        assert client.get(path).status_code == 302
    for action in ("compter", "oublier"):
        assert client_of(animator).post(f"{own}{action}/").status_code == 404
    assert client_of(animator).post(FILES, {"file": as_file([line("9")])}).status_code == 404


def test_file_is_judged_counted_and_told(client_of, coordinator, campaign, brought):
    client, address = client_of(coordinator), brought.get_absolute_url()
    assert "La lecture continue sans vous" in client.get(address).text
    read_slice(brought=brought.pk)

    text = client.get(address).text
    assert "Compter 1 réponse<" in text
    assert "sexe\u00a0: Choisissez une réponse de la liste." in text.replace("&nbsp;", "\u00a0")

    before = campaign.collected.count()
    client.post(f"{address}compter/")
    read_slice(brought=brought.pk)
    assert campaign.collected.count() == before + 1
    assert "1 réponse ajoutée à la campagne" in client.get(address).text


def test_wrong_file_is_refused_beside_its_field(client_of, coordinator, campaign):
    file = SimpleUploadedFile("r.csv", b"_campagne;_envoi;_jour;sexe\nfoyers;1;x;y\n")

    answer = client_of(coordinator).post(FILES, {"file": file})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [
        "Ce fichier est celui d’une autre campagne\u00a0: «\u00a0foyers\u00a0»."
    ]


def test_file_is_forgotten(client_of, coordinator, brought):
    client_of(coordinator).post(f"{brought.get_absolute_url()}oublier/")

    assert not BroughtFile.objects.exists()


def test_draft_campaign_has_no_file(client_of, coordinator, db):
    CampaignFactory(slug="prevue")
    assert client_of(coordinator).get("/enquetes/prevue/reponses/fichiers/").status_code == 404


def test_heavy_file_is_refused_unread():
    file = SimpleUploadedFile("r.csv", b"x")
    file.size = 200_000_000
    assert AnswerFileForm({}, {"file": file}).errors["file"] == [TOO_BIG]


def peak(work) -> int:
    """Return the bytes that `work` held at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file():
    def read(count: int) -> int:
        file = BytesIO(b"a;b\n" + b"1;des mots\n" * count)
        return peak(lambda: [None for _ in TableFile(file).lines()])

    read(100)
    # A list of nothing: eight bytes for each line.
    assert read(20_000) - read(2_000) < 18_000 * 16


def test_memory_does_not_grow_with_the_answers(campaign, version, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 20)

    def write() -> int:
        return peak(lambda: [None for _ in writing.answer_file_parts(campaign)])

    write()
    few = write()
    collect_stored(campaign, store_answers(version, [{"sexe": "femme", "mot": "Merci"}] * 600))

    assert write() < few * 1.5
