"""Tests of the page of evidence: lines, files, retraction, access."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.records.evidence.models import EvidenceFile
from b2i.records.models import Evidence, Retraction
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, RetractedEvidenceFactory
from tests.factories.reseau import PositionFactory
from tests.factories.validation import ProposalFactory, ValidationFactory
from tests.reseau.documents.files.documents import PROGRAM, page, pdf, tagged_pdf
from tests.reseau.documents.files.pictures import encoded, flag, telephone_photo
from tests.reseau.documents.files.sounds import mp3

pytestmark = pytest.mark.django_db

FACT = {"kind": "observed", "place": "exercise", "text": "A rangé ses photos", "help_given": "alone"}


def path_of(record, skill) -> str:
    return f"/b2i/livrets/{record.learner_id}/competences/{skill.pk}/"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def read_bytes(response) -> bytes:
    return b"".join(response)


def statuses(client, *urls: str) -> list[int]:
    responses = [client.get(url) for url in urls]
    for response in responses:
        read_bytes(response)
    return [response.status_code for response in responses]


@pytest.fixture
def photo(record, skill, animator, client_of):
    """A photo that the animator attached to a line on D1.2."""
    data = FACT | {"kind": "work", "text": "A envoyé la photo", "photo": upload("IMG_1.jpg", telephone_photo())}
    client_of(animator).post(path_of(record, skill), data)
    return EvidenceFile.objects.get()


@pytest.fixture
def evaluator(record, other_epm, b2i_adultes, skill):
    """An evaluator of another EPM, before any proposal to it."""
    member = PositionFactory(epm=other_epm).member
    for holder in ({"member": member}, {"epm": other_epm}):
        Accreditation.objects.create(framework=b2i_adultes, act="Décision d’essai", starts_on="2025-09-01", **holder)
    return member


def propose_to(record, skill, epm) -> Proposal:
    line = record.evidence.filter(skill=skill).first()
    return ProposalFactory(record=record, skill=skill, evidence=line, centre=epm)


def test_fact_is_three_taps_and_a_sentence(client_of, animator, record, skill):
    client = client_of(animator)
    response = client.post(path_of(record, skill), FACT)
    fact = Evidence.objects.get()
    assert response["Location"] == f"{record.learner.get_absolute_url()}?domaine=D1#competence-d1-2"
    assert (fact.is_fact, fact.kind, fact.situation) == (True, "observed", "En atelier, sur un exercice")
    assert (fact.text, fact.help_given, fact.observed_by) == ("A rangé ses photos", "alone", animator)
    assert fact.observed_on == timezone.localdate()


def test_nothing_of_a_fact_is_written_in_advance(client_of, animator, record, skill):
    client = client_of(animator)
    record_page = client.get(f"{record.learner.get_absolute_url()}?domaine=D1").content.decode()
    form = client.get(path_of(record, skill)).context["form"]
    filled = {name for name in form.fields if form[name].value()}
    assert (record_page.count("en atelier"), filled) == (0, {"kind", "observed_on"})


def test_worked_on_is_one_tap_and_no_fact(client_of, animator, record, skill):
    response = client_of(animator).post(path_of(record, skill), {"worked_on": "1"}, follow=True)
    line = Evidence.objects.get()
    assert (line.is_fact, line.kind, line.how) == (False, "worked_on", "Travaillée en atelier")
    page = response.content.decode()
    assert page.count("Il manque deux faits pour proposer") == 1
    assert page.count("à la validation</a>") == 0


def test_page_begins_with_the_form_and_says_what_is_missing(client_of, animator, record, skill):
    client, left = client_of(animator), "Il manque un fait, un autre jour pour proposer cette compétence."
    EvidenceFactory.create_batch(2, record=record, skill=skill)
    page = client.get(path_of(record, skill)).content.decode()
    assert page.count(left) == 1
    assert page.index('id="ajouter"') < page.index('id="deja"')
    proposal = ProposalFactory(record=record, skill=skill)
    assert client.get(path_of(record, skill)).content.decode().count("Il manque") == 0
    ValidationFactory(proposal=proposal)
    assert client.get(path_of(record, skill)).content.decode().count("Il manque") == 0


def test_page_gives_advice_for_each_kind(client_of, animator, record, skill):
    page = client_of(animator).get(path_of(record, skill)).content.decode()
    assert page.count("Racontez la dernière fois") == 1
    assert (page.count('name="kind"'), page.count("data-for=")) == (5, 5)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"place": ""}, "place"),
        ({"place": "other"}, "precision"),
        ({"help_given": ""}, "help_given"),
        ({"text": "Pratiqué en atelier"}, "text"),
        ({"text": "Bien travaillé à l’atelier"}, "text"),
        ({"text": "Ok bien"}, "text"),
        ({"kind": "worked_on"}, "kind"),
        ({"observed_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "observed_on"),
        ({"observed_on": (timezone.localdate() - timedelta(days=61)).isoformat()}, "observed_on"),
        ({"observed_on": "hier"}, "observed_on"),
    ],
)
def test_missing_part_of_a_fact_is_said_beside_its_field(client_of, animator, record, skill, changed, field):
    response = client_of(animator).post(path_of(record, skill), FACT | {"precision": ""} | changed)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), Evidence.objects.count()) == (422, [field], 0)
    assert form["text"].value() == changed.get("text", FACT["text"])
    assert response.content.decode().count('role="alert"') == 1


def test_line_can_have_photo_sound_file_and_link(client_of, animator, record, skill):
    data = FACT | {
        "kind": "told",
        "text": "A raconté sa démarche",
        "photo": upload("a.jpg", encoded(flag())),
        "photo_words": "Un drapeau bleu",
        "sound": upload("voix.mp3", mp3(5)),
        "sound_words": "J’ai ouvert le navigateur.",
        "document": upload("CV.pdf", pdf(page("CV"))),
        "link": "exemple.fr/blog",
    }
    client = client_of(animator)
    assert client.post(path_of(record, skill), data).status_code == 302
    line = Evidence.objects.get()
    assert [file.kind for file in line.files.all()] == ["jpg", "mp3", "pdf", "link"]
    for page_path in (path_of(record, skill), f"{record.learner.get_absolute_url()}?domaine=D1"):
        html = client.get(page_path).content.decode()
        assert (html.count("<audio"), html.count('href="https://exemple.fr/blog"'), html.count("CV.pdf")) == (
            1,
            1,
            2,
        )
        assert (html.count("J’ai ouvert le navigateur."), html.count('alt="Un drapeau bleu"')) == (1, 1)


def test_recording_without_what_it_says_is_refused_beside_its_field(client_of, animator, record, skill):
    data = FACT | {"kind": "told", "text": "A raconté sa démarche", "sound": upload("voix.mp3", mp3(5))}
    response = client_of(animator).post(path_of(record, skill), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["sound_words"])
    assert (response.text.count('value="A raconté sa démarche"'), EvidenceFile.objects.count()) == (1, 0)


def test_photo_without_description_is_said_by_its_line_never_by_its_file(client_of, animator, record, skill, photo):
    html = client_of(animator).get(path_of(record, skill)).text
    assert html.count('alt="Photo jointe à\u00a0: A envoyé la photo"') == 1
    assert '<span class="sr">Agrandir\u00a0: </span>' in html


@pytest.mark.parametrize(("content", "warnings"), [(pdf(page("CV")), 1), (tagged_pdf(), 0)])
def test_untagged_pdf_is_kept_with_a_warning(client_of, animator, record, skill, content, warnings):
    data = FACT | {"kind": "work", "text": "A fait son CV", "document": upload("CV.pdf", content)}
    response = client_of(animator).post(path_of(record, skill), data, follow=True)
    assert (EvidenceFile.objects.get().kind, response.text.count("n’est pas balisé")) == ("pdf", warnings)


def test_refused_file_keeps_typed_data(client_of, animator, record, skill):
    data = FACT | {"kind": "work", "text": "A fait son CV", "document": upload("CV.pdf", PROGRAM), "link": "exemple.fr"}
    response = client_of(animator).post(path_of(record, skill), data)
    html = response.content.decode()
    assert (response.status_code, Evidence.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == ["document"]
    assert (html.count('value="A fait son CV"'), html.count("Choisissez de nouveau")) == (1, 1)


@pytest.mark.parametrize("data", [{}, FACT | {"text": " "}, FACT | {"kind": "magic"}])
def test_empty_line_or_unknown_kind_is_refused(client_of, animator, record, skill, data):
    assert client_of(animator).post(path_of(record, skill), data).status_code == 422
    assert Evidence.objects.count() == 0


def test_wrong_link_is_refused(client_of, animator, record, skill):
    for address in ("javascript:alert(1)", "une page"):
        response = client_of(animator).post(path_of(record, skill), FACT | {"link": address})
        assert list(response.context["form"].errors) == ["link"]


def test_query_count_is_same_for_one_and_ten_lines(client_of, animator, record, skill):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path_of(record, skill))
        return len(captured)

    client = client_of(animator)
    EvidenceFileFactory(evidence=EvidenceFactory(record=record, skill=skill))
    queries()  # the first opening of the day is noted, in one query more
    with_one = queries()
    for line in EvidenceFactory.create_batch(9, record=record, skill=skill):
        EvidenceFileFactory.create_batch(2, evidence=line)
    assert queries() == with_one <= 12


@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_read_evidence(request, client_of, record, skill, photo, person):
    client = client_of(request.getfixturevalue(person))
    line = photo.evidence
    assert client.get(path_of(record, skill)).status_code == 404
    assert client.post(f"/b2i/preuves/{line.pk}/retirer/").status_code == 404
    assert statuses(client, photo.get_absolute_url(), photo.small_url) == [404, 404]
    assert Retraction.objects.count() == 0


def test_learner_reads_own_files_only(client_of, record, skill, photo, other_record):
    own_client, other_client = client_of(record.learner.member), client_of(other_record.learner.member)
    assert statuses(own_client, photo.get_absolute_url(), photo.small_url) == [200, 200]
    assert statuses(other_client, photo.get_absolute_url(), photo.small_url) == [404, 404]
    assert [client.get(path_of(record, skill)).status_code for client in (own_client, other_client)] == [404, 404]
    assert own_client.get("/b2i/mon-livret/parties/D1/").content.decode().count(photo.small_url) == 1


def test_visitor_is_redirected_to_login(photo, record, skill):
    for url in (photo.get_absolute_url(), photo.small_url, path_of(record, skill)):
        assert Client().get(url).status_code == 302


def test_evaluator_of_other_epm_reads_files_of_proposed_skill_only(
    client_of, record, skill, photo, evaluator, other_epm
):
    client = client_of(evaluator)
    file_of_other_skill = EvidenceFileFactory(evidence=EvidenceFactory(record=record))
    assert client.get(photo.get_absolute_url()).status_code == 404
    propose_to(record, skill, other_epm)
    assert statuses(client, *(file.get_absolute_url() for file in (photo, file_of_other_skill))) == [200, 404]
    Accreditation.objects.filter(member=evaluator).update(ends_on="2025-12-31")
    assert client.get(photo.get_absolute_url()).status_code == 404


def test_closed_position_closes_files(client_of, animator, photo):
    client = client_of(animator)
    animator.positions.update(end="2020-12-31", start="2020-01-01")
    assert client.get(photo.get_absolute_url()).status_code in (302, 404)


def test_files_are_served_safely(client_of, animator, record, photo):
    client = client_of(animator)
    text = EvidenceFileFactory(evidence=photo.evidence, name="page.html.txt", file__data=b"<script>alert(1)</script>")
    for file, disposition in ((photo, "inline"), (text, "attachment")):
        response = client.get(file.get_absolute_url())
        read_bytes(response)
        assert response["Content-Disposition"].partition(";")[0] == disposition
        assert response["Content-Security-Policy"].startswith("sandbox")
        assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "private, no-store")
    part = client.get(text.get_absolute_url(), headers={"Range": "bytes=0-6"})
    assert (part.status_code, read_bytes(part)) == (206, b"<script")


def test_link_has_no_download(client_of, animator, record):
    link = EvidenceFileFactory(
        evidence=EvidenceFactory(record=record), kind="link", file=None, address="https://exemple.fr", name="exemple.fr"
    )
    assert client_of(animator).get(f"/b2i/preuves/{link.pk}/exemple.fr").status_code == 404


def test_hostile_name_is_escaped(client_of, animator, record, skill):
    line = EvidenceFactory(record=record, skill=skill)
    EvidenceFileFactory(evidence=line, name='"><img src=x onerror=alert(1)>.txt')
    for page_path in (path_of(record, skill), f"{record.learner.get_absolute_url()}?domaine=D1"):
        html = client_of(animator).get(page_path).content.decode()
        assert (html.count("<img src=x"), html.count("&lt;img src=x onerror=alert(1)&gt;") > 0) == (0, True)


def test_line_of_today_is_retracted_with_its_files(client_of, animator, record, skill, photo):
    client = client_of(animator)
    html = client.get(path_of(record, skill)).content.decode()
    assert html.count("Retirer cette ligne") == 1
    response = client.post(f"/b2i/preuves/{photo.evidence_id}/retirer/", follow=True)
    assert response.redirect_chain == [(path_of(record, skill), 302)]
    assert response.content.decode().count("La ligne est retirée") == 1
    assert (Retraction.objects.get().retracted_by, Evidence.objects.count()) == (animator, 1)
    assert client.get(photo.get_absolute_url()).status_code == 404


def test_file_of_a_retracted_line_is_hidden_from_evaluators_of_the_standing_one(
    client_of, animator, evaluator, record, skill, other_epm
):
    retracted_file, standing_file = (
        EvidenceFileFactory(evidence=factory(record=record, skill=skill))
        for factory in (RetractedEvidenceFactory, EvidenceFactory)
    )
    ProposalFactory(record=record, skill=skill, evidence=standing_file.evidence, centre=other_epm)

    for member in (animator, evaluator):
        urls = [file.get_absolute_url() for file in (standing_file, retracted_file)]
        assert statuses(client_of(member), *urls) == [200, 404]


def test_line_of_proposed_skill_cannot_be_retracted(client_of, animator, record, skill, photo, epm):
    propose_to(record, skill, epm)
    client = client_of(animator)
    assert client.get(path_of(record, skill)).content.decode().count("Retirer cette ligne") == 0
    response = client.post(f"/b2i/preuves/{photo.evidence_id}/retirer/", follow=True)
    assert (response.content.decode().count("ne se retirent plus"), Retraction.objects.count()) == (1, 0)


def test_retraction_requires_post(client_of, animator, photo):
    assert client_of(animator).get(f"/b2i/preuves/{photo.evidence_id}/retirer/").status_code == 405
