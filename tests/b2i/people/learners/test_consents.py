"""Consent of a child with a parent: name and signed paper, by service and database; the text that is read aloud."""

import json
import re
from contextlib import nullcontext

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from b2i.people.learners.consent_texts import CONSENT_SENTENCES, CONSENT_TEXT
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.paper import blank_consent_paper
from b2i.people.learners.services import ParentSignature, note_consent
from b2i.privacy.erasure import erase_learner
from reseau.documents.files.scans import check_scan
from tests.factories.b2i import ConsentFactory, FollowingFactory
from tests.reseau.documents.files.documents import pdf

pytestmark = pytest.mark.django_db


SIGNED = {"giver": "parent", "parent_name": "Claire Delpech"}


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({}, False),
        ({"giver": "parent"}, True),
        (SIGNED, True),
        ({"giver": "parent", "paper_mark": "Classeur 2026"}, True),
        (SIGNED | {"paper_mark": "Classeur 2026"}, False),
        (SIGNED | {"paper": "accords/a.pdf"}, False),
        # Noted before the rule; nothing new may say so.
        ({"giver": "parent", "is_before_paper": True, "version": "2026-3"}, False),
        ({"giver": "parent", "is_before_paper": True}, True),
    ],
)
def test_database_refuses_a_parent_without_name_or_paper(learner, animator, values, is_refused):
    consent = ConsentFactory.build(learner=learner, epm=learner.epm, noted_by=animator, **values)

    with transaction.atomic(), pytest.raises(IntegrityError) if is_refused else nullcontext():
        Consent.objects.bulk_create([consent])


def test_scan_of_a_parent_goes_with_the_record(learner, animator, django_capture_on_commit_callbacks):
    signature = ParentSignature("Claire Delpech", scan=check_scan(file=ContentFile(pdf(), name="accord.pdf")))
    consent = note_consent(learner=learner, epm=learner.epm, noted_by=animator, giver="parent", signature=signature)
    name = consent.paper.name
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=learner)

    assert not default_storage.exists(name)


def test_signature_is_of_a_parent_alone(learner, animator):
    consent = note_consent(
        learner=learner, epm=learner.epm, noted_by=animator, signature=ParentSignature("Claire", paper_mark="Là")
    )
    assert (consent.parent_name, consent.paper_mark) == ("", "")


def test_text_is_read_sentence_by_sentence_to_the_person():
    sentences = re.split(r"(?<=[.?]) ", CONSENT_TEXT)

    assert (tuple(sentences), len(sentences)) == (CONSENT_SENTENCES, 8)
    assert [sentence for sentence in sentences if not re.search(r"\b[Vv](?:ous|otre)\b", sentence)] == []


@pytest.fixture
def signed_consent(learner, animator) -> Consent:
    signature = ParentSignature("Claire Delpech", scan=check_scan(file=ContentFile(pdf(), name="accord.pdf")))
    return note_consent(learner=learner, epm=learner.epm, noted_by=animator, giver="parent", signature=signature)


def paper_of(client, consent: Consent):
    return client.get(f"/b2i/livrets/{consent.learner_id}/suivi/accords/{consent.pk}/papier/")


def test_scan_is_read_where_the_parent_signed(client_of, signed_consent, animator):
    answer = paper_of(client_of(animator), signed_consent)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    page = client_of(animator).get(f"/b2i/livrets/{signed_consent.learner_id}/suivi/").content.decode()
    assert ("Claire Delpech" in page, signed_consent.paper_url in page) == (True, True)


def test_scan_is_not_read_by_another_epm_that_follows(client_of, signed_consent, stranger, other_epm):
    FollowingFactory(learner=signed_consent.learner, epm=other_epm)

    assert paper_of(client_of(stranger), signed_consent).status_code == 404
    page = client_of(stranger).get(f"/b2i/livrets/{signed_consent.learner_id}/suivi/").content.decode()
    assert signed_consent.paper_url not in page


@pytest.mark.parametrize("person", ["stranger", "territorial", "coordinator"])
def test_scan_is_not_read_without_following(request, client_of, signed_consent, person):
    assert paper_of(client_of(request.getfixturevalue(person)), signed_consent).status_code == 404


def test_consent_at_the_counter_is_noted_with_its_scan(client_of, learner, animator):
    scan = ContentFile(pdf(), name="photo.exe")
    data = {"consent": "on", "means": "oral", "giver": "parent", "parent_name": "Claire Delpech", "paper": scan}

    client_of(animator).post(f"/b2i/livrets/{learner.pk}/suivi/accord/", data)

    assert Consent.objects.get().paper_name.endswith(".pdf")


def test_missing_paper_is_said_and_nothing_typed_is_lost(client_of, learner, animator):
    data = {"consent": "on", "means": "oral", "giver": "parent", "parent_name": "Claire Delpech"}

    answer = client_of(animator).post(f"/b2i/livrets/{learner.pk}/suivi/accord/", data)

    assert (answer.status_code, Consent.objects.count()) == (422, 0)
    form = answer.context["consent_form"]
    assert (list(form.errors), form["parent_name"].value()) == (["paper_mark"], "Claire Delpech")


def test_paper_to_sign_has_the_text_and_names_nobody(client_of, animator):
    assert json.loads(blank_consent_paper().data)["sentences"] == list(CONSENT_SENTENCES)
    answer = client_of(animator).get("/b2i/livrets/accord.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
