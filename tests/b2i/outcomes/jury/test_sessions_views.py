"""Tests of the jury pages for coordinators."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.frameworks.framework_loading import adopt
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.outcomes.jury.services import withdraw_candidacy
from b2i.outcomes.jury.tasks import make_files
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.b2i import FrameworkFactory, LearnerFactory, RecordFactory
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db
LIST = "/b2i/jury/"


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def jury(b2i_adultes):
    return JurySessionFactory()


@pytest.fixture
def candidacy(record):
    validate_skills(record, *ENOUGH)
    return CandidacyFactory(record=record)


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_session_is_prepared(client, b2i_adultes):
    form_data = {"held_on": "2027-01-12", "place": "Lycée de Cahors", "academy": "Toulouse"}
    jury_path = client.post(f"{LIST}nouvelle/", form_data).url
    assert client.get(jury_path).content.decode().count("Lycée de Cahors, académie de Toulouse") == 1
    duplicate_response = client.post(f"{LIST}nouvelle/", form_data)
    assert (duplicate_response.status_code, duplicate_response.content.decode().count("déjà notée")) == (422, 1)
    error_page = client.post(f"{LIST}nouvelle/", form_data | {"held_on": "demain", "place": ""}).content.decode()
    assert (error_page.count("12/03/2026"), error_page.count("Dites où le jury se réunit")) == (2, 2)


def test_session_of_a_former_version_is_prepared_while_somebody_waits_on_it(client, candidacy, b2i_adultes):
    new_version = FrameworkFactory(name="B2i Adultes 2027")
    adopt(new_version)
    form_data = {"held_on": "2027-01-12", "place": "Lycée de Cahors", "academy": "Toulouse"}
    jury_path = client.post(f"{LIST}nouvelle/", form_data | {"framework": b2i_adultes.pk}).url
    client.post(f"{jury_path}candidats/", {"candidacies": [candidacy.pk]})
    candidacy.refresh_from_db()
    assert candidacy.jury.framework == b2i_adultes
    assert client.get(f"{LIST}nouvelle/").text.count("Référentiel") == 0  # nobody waits any more
    client.post(f"{LIST}nouvelle/", form_data)
    assert JurySession.objects.latest("pk").framework == new_version


def test_candidates_are_assigned_and_unassigned(client, jury, candidacy, other_record):
    page = client.get(jury.get_absolute_url()).content.decode()
    assert (page.count("Jeanne Delpech"), page.count("Rosalie")) == (1, 0)
    response = client.post(f"{jury.get_absolute_url()}candidats/", {})
    assert response.status_code == 422
    client.post(f"{jury.get_absolute_url()}candidats/", {"candidacies": [candidacy.pk]})
    candidacy.refresh_from_db()
    assert candidacy.jury == jury
    client.post(f"{LIST}candidatures/{candidacy.pk}/retirer/")
    candidacy.refresh_from_db()
    assert candidacy.jury is None


def test_candidate_who_withdrew_is_reported_when_nobody_else_waits(client, jury, candidacy, animator):
    withdraw_candidacy(candidacy=candidacy, by=animator)
    response = client.post(f"{jury.get_absolute_url()}candidats/", {"candidacies": [candidacy.pk]})
    page = response.content.decode()
    assert response.status_code == 422
    assert (page.count("Il reste 1 point à corriger"), page.count("Personne n’attend")) == (1, 1)


def test_unready_candidate_is_reported(client, jury, other_record):
    candidacy = CandidacyFactory(record=other_record)
    response = client.post(f"{jury.get_absolute_url()}candidats/", {"candidacies": [candidacy.pk]}, follow=True)
    assert response.content.decode().count("n’ont plus assez de compétences validées") == 1


def test_decision_is_noted_and_errors_are_shown_beside_field(client, candidacy):
    candidacy.jury = JurySessionFactory(past=True)
    candidacy.save()
    path = f"{LIST}candidatures/{candidacy.pk}/decision/"
    assert client.get(path).status_code == 200
    early_decision = {"decision": "delivered", "decided_on": "2020-01-01", "act": "n° 12"}
    early_decision["attestation_number"] = "B2IA 46"
    response = client.post(path, early_decision)
    assert (response.status_code, response.content.decode().count("La décision vient après le jury")) == (422, 2)
    assert response.content.decode().count("n° 12") == 1
    today = timezone.localdate().isoformat()
    assert client.post(path, early_decision | {"decided_on": today}).url == candidacy.jury.get_absolute_url()
    page = client.get(candidacy.jury.get_absolute_url()).content.decode()
    assert (page.count("Brevet délivré"), page.count("n°\u00a0B2IA 46")) == (1, 1)
    assert client.post(f"{LIST}candidatures/{candidacy.pk}/retirer/").url == candidacy.jury.get_absolute_url()
    assert Candidacy.objects.get().jury == candidacy.jury


def test_archive_is_requested_followed_and_downloaded(client, jury, candidacy):
    assert client.post(f"{jury.get_absolute_url()}dossiers/").url == jury.get_absolute_url()
    candidacy.jury = jury
    candidacy.save()
    path = client.post(f"{jury.get_absolute_url()}dossiers/").url
    dossier = JuryDossier.objects.get()
    assert client.get(path).content.decode().count("La préparation va commencer") == 1
    assert client.get(f"{path}dossiers.zip").status_code == 404
    make_files.call(dossier=dossier.pk)
    assert client.get(path).content.decode().count("Jeanne Delpech") == 1
    assert b"".join(client.get(f"{path}dossiers.zip").streaming_content)[:2] == b"PK"
    assert client.post(f"{path}recommencer/").url == path
    JuryDossier.objects.update(state="failed", problem="Interrompu", file="")
    client.post(f"{path}recommencer/")
    assert JuryDossier.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"files": 0, "problems": []}, "Jeanne Delpech"),
        ({"files": 1, "problems": []}, "Jeanne Delpech, 1 pièce"),
        ({"files": 2, "problems": ["Photo illisible."]}, "Jeanne Delpech, 2 pièces<br> Photo illisible."),
    ],
)
def test_ready_archive_says_what_it_holds(client, jury, coordinator, line, words):
    dossier = JuryDossier.objects.create(
        jury=jury, state="ready", file="a.zip", finished=timezone.now(), report=[{"name": "Jeanne Delpech"} | line]
    )
    page = " ".join(client.get(dossier.get_absolute_url()).text.split())
    assert f"<li> {words} </li>" in page
    assert ("Demandés par" in page, "data-watched" in page) == (False, False)

    JuryDossier.objects.update(asked_by=coordinator, state="waiting")
    page = " ".join(client.get(dossier.get_absolute_url()).text.split())
    assert (f"Demandés par {coordinator}, le" in page, "Ce qu’ils contiennent" in page) == (True, False)
    assert ("data-watched" in page, "http-equiv" in page) == (True, False)


def test_file_of_candidate_is_readable_until_withdrawal(client, candidacy):
    path = f"{LIST}candidatures/{candidacy.pk}/dossier"
    assert client.get(f"{path}.pdf").headers["Content-Type"] == "application/pdf"
    assert b"".join(client.get(f"{path}.zip").streaming_content)[:2] == b"PK"
    Candidacy.objects.update(withdrawn_on=timezone.localdate())
    assert [client.get(f"{path}.{end}").status_code for end in ("pdf", "zip")] == [404, 404]


def test_pages_are_for_coordinators_only(client_of, jury, candidacy, animator, stranger, territorial, other_record):
    candidacy.jury = jury
    candidacy.save()
    dossier = JuryDossier.objects.create(jury=jury)
    jury_path, candidacy_path = jury.get_absolute_url(), f"{LIST}candidatures/{candidacy.pk}/"
    pages = [
        LIST,
        f"{LIST}nouvelle/",
        jury_path,
        f"{candidacy_path}decision/",
        f"{candidacy_path}dossier.pdf",
        f"{candidacy_path}dossier.zip",
    ]
    pages += [dossier.get_absolute_url(), f"{dossier.get_absolute_url()}dossiers.zip"]
    actions = [
        f"{LIST}nouvelle/",
        f"{jury_path}candidats/",
        f"{jury_path}dossiers/",
        f"{candidacy_path}retirer/",
        f"{candidacy_path}decision/",
    ]
    actions.append(f"{dossier.get_absolute_url()}recommencer/")
    for person in (animator, stranger, territorial, candidacy.learner.member, other_record.learner.member):
        browser = client_of(person)
        assert [browser.get(path).status_code for path in pages] == [404] * len(pages), person
        assert [browser.post(path).status_code for path in actions] == [404] * len(actions), person
    assert [Client().get(path).status_code for path in pages] == [302] * len(pages)


def test_page_has_forty_candidates(client, jury, b2i_adultes, epm):
    for _ in range(41):
        CandidacyFactory(record=RecordFactory(learner=LearnerFactory(epm=epm), framework=b2i_adultes), jury=jury)
    pages = [client.get(jury.get_absolute_url(), {"page": page}) for page in (1, 2)]
    assert [len(page.context["page_obj"]) for page in pages] == [40, 1]
    assert pages[0].content.decode().count("41 candidats") == 1


def test_query_count_is_same_for_one_and_many(client, jury, candidacy, b2i_adultes, epm):
    CandidacyFactory(record__framework=b2i_adultes, jury=jury)
    with_one = [queries(client, path) for path in (LIST, jury.get_absolute_url())]
    for _ in range(3):
        JurySessionFactory()
        for candidacy_jury in (jury, None):
            CandidacyFactory(
                record=RecordFactory(learner=LearnerFactory(epm=epm), framework=b2i_adultes), jury=candidacy_jury
            )
    assert [queries(client, path) for path in (LIST, jury.get_absolute_url())] == with_one
    assert max(with_one) <= 12  # the last one notes who is listed, and was not yet that day
    assert JurySession.objects.count() == 4
