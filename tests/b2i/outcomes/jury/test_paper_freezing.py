"""Tests of frozen papers: « la liste est partie », versions, decisions, what no act changes, what goes at the term."""

import hashlib
import io
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from b2i.outcomes.enums import FrozenPaperKind
from b2i.outcomes.jury import paper_freezing, services
from b2i.outcomes.jury.list_state import DECIDED, EMPTY, NO_IDENTITIES, NO_IDENTITY, list_state
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.civil_identity import KEPT_AFTER_DECISION, KEPT_WITHOUT_DECISION, CivilIdentity
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper, FrozenPiece, PaperReading
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.outcomes.jury.tasks import make_files
from b2i.outcomes.jury.views.candidacy import SENT
from b2i.people.accesses.models import Access
from b2i.privacy.erasure import erase_learner
from b2i.privacy.rights.models import Limitation
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from tests.b2i.outcomes.statements.test_paper import text_of
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, LearnerFactory, RecordFactory, skill_of
from tests.factories.statements import (
    CandidacyFactory,
    CentreOpinionFactory,
    CivilIdentityFactory,
    JurySessionFactory,
)

pytestmark = pytest.mark.django_db
BIRTH_NAME = "Vialard"


@pytest.fixture
def jury(b2i_adultes):
    return JurySessionFactory(past=True)


@pytest.fixture
def candidacy(record, jury):
    """Jeanne, whose birth name is Vialard, before `jury`."""
    validate_skills(record, *ENOUGH)
    return CivilIdentityFactory(candidacy=CandidacyFactory(record=record, jury=jury)).candidacy


@pytest.fixture
def other_candidacy(other_record, jury):
    candidacy = CandidacyFactory(record=other_record, jury=jury)
    return CivilIdentityFactory(candidacy=candidacy, birth_name="Lacoste", first_names="Rose").candidacy


def send(jury, coordinator, version=1) -> FrozenPaper:
    return paper_freezing.send_list(jury=jury, by=coordinator, version=version)


def note(candidacy, coordinator, **changed) -> Candidacy:
    facts = {"decision": "delivered", "decided_on": timezone.localdate(), "act": "", "attestation_number": "n° 7"}
    return services.note_decision(candidacy=candidacy, by=coordinator, **facts | changed)


def text_in(paper: FrozenPaper) -> str:
    return text_of(PdfReader(io.BytesIO(bytes(paper.content))))


def kept(**conditions) -> list[tuple[str, int]]:
    return list(FrozenPaper.objects.kept().filter(**conditions).order_by("pk").values_list("kind", "version"))


def test_list_that_leaves_freezes_itself_and_a_file_for_each(jury, candidacy, other_candidacy, coordinator):
    sent_list = send(jury, coordinator)
    assert kept() == [("liste", 1), ("dossier", 1), ("dossier", 1)]
    assert sent_list.frozen_by == coordinator
    assert sent_list.sha256 == hashlib.sha256(sent_list.content).hexdigest()
    texts = [text_in(paper) for paper in FrozenPaper.objects.order_by("pk")]
    assert [text.count(BIRTH_NAME) for text in texts] == [1, 1, 0]
    assert [(text.count("partie le"), text.count("brouillon")) for text in texts] == [(1, 0)] * 3


def test_button_pressed_twice_freezes_once(jury, candidacy, coordinator):
    assert send(jury, coordinator) == send(jury, coordinator)
    assert FrozenPaper.objects.count() == 2


def test_list_does_not_leave_without_candidate_or_identity_or_after_a_decision(jury, candidacy, record, coordinator):
    def refusal(session, version=1) -> str:
        with pytest.raises(ValidationError) as error:
            send(session, coordinator, version)
        return error.value.messages[0]

    assert refusal(JurySessionFactory()) == EMPTY
    assert refusal(jury, version=2) == paper_freezing.CHANGED
    identity = CivilIdentity.objects.get()
    CivilIdentity.objects.all().delete()
    assert refusal(jury) == NO_IDENTITY.format(names="Jeanne Delpech")
    identity.save()
    note(candidacy, coordinator)
    assert refusal(jury) == DECIDED
    assert kept() == [("decision", 1)]


def test_many_missing_identities_are_counted_after_five(jury, coordinator, epm, b2i_adultes):
    for number in range(7):
        learner = LearnerFactory(epm=epm, member__first_name=f"Prénom{number}", member__last_name="Fictif")
        CandidacyFactory(record=RecordFactory(learner=learner, framework=b2i_adultes), jury=jury)
    names = ", ".join(f"Prénom{number} Fictif" for number in range(5))
    state = list_state(jury, coordinator)
    assert state.refusal == NO_IDENTITIES.format(names=f"{names} et 2 de plus")


def test_second_list_is_a_second_version_and_leaves_the_first(jury, candidacy, other_candidacy, coordinator):
    services.unassign_from_jury(candidacy=other_candidacy)
    first = send(jury, coordinator)
    Candidacy.objects.filter(pk=other_candidacy.pk).update(jury=jury)
    assert list_state(jury, coordinator).is_current is False
    second = send(jury, coordinator, version=2)
    assert list_state(jury, coordinator).is_current is True
    assert [text_in(paper).count("Lacoste") for paper in (first, second)] == [0, 1]
    assert kept(kind="liste") == [("liste", 1), ("liste", 2)]


def test_withdrawal_destroys_the_list_and_her_file_and_leaves_the_others(
    jury, candidacy, other_candidacy, coordinator, animator
):
    sent_list = send(jury, coordinator)
    services.withdraw_candidacy(candidacy=candidacy, by=animator)
    assert list(FrozenPaper.objects.kept().values_list("candidacy", flat=True)) == [other_candidacy.pk]
    sent_list.refresh_from_db()
    assert (sent_list.content, sent_list.destroyed_on, len(sent_list.sha256)) == (None, timezone.localdate(), 64)
    assert list_state(jury, coordinator).is_current is False
    assert text_in(send(jury, coordinator, version=2)).count(BIRTH_NAME) == 0


def test_erasure_destroys_the_papers_that_name_the_person(jury, candidacy, other_candidacy, coordinator):
    send(jury, coordinator)
    note(candidacy, coordinator)
    erase_learner(learner=candidacy.learner)
    assert list(FrozenPaper.objects.kept().values_list("candidacy", flat=True)) == [other_candidacy.pk]
    assert FrozenPaper.objects.filter(candidacy=None).count() == 3  # list, file, decision: hash and day stay


def test_candidacy_deleted_without_the_service_ends_its_papers_at_the_next_job(jury, candidacy, coordinator):
    send(jury, coordinator)
    candidacy.delete()
    assert paper_freezing.destroy_ended_papers() == 2


def test_each_correction_of_a_decision_is_a_version_and_the_same_form_is_none(jury, candidacy, coordinator):
    send(jury, coordinator)
    note(candidacy, coordinator)
    note(candidacy, coordinator)
    note(candidacy, coordinator, attestation_number="n° 8")
    papers = FrozenPaper.objects.filter(kind=FrozenPaperKind.DECISION).order_by("version")
    assert [text_in(paper).count(number) for paper, number in zip(papers, ("n° 7", "n° 8"), strict=True)] == [1, 1]
    read = FrozenPaper.objects.get(kind=FrozenPaperKind.FILE)
    assert [text_in(paper).replace(" ", "").count(read.sha256[:20]) for paper in papers] == [1, 1]
    assert [text_in(paper).count(BIRTH_NAME) for paper in papers] == [0, 0]


def acts_after(jury, candidacy, coordinator, animator, client) -> dict:
    """Return the acts that touch a candidate once the list has left, by name; each may be done in any order."""
    record, decided = candidacy.record, {"decided_on": timezone.localdate() - timedelta(days=1)}
    identity = {"first_names": "Anne", "born_on": date(1960, 1, 1), "birth_place": "Cahors", "noted_by": animator}
    return {
        "evidence": lambda: EvidenceFactory(record=record, skill=skill_of(record, "D1.4")),
        "validation": lambda: validate_skills(record, "D2.4"),
        "name": lambda: Member.objects.filter(pk=record.learner.member_id).update(last_name="Autre"),
        "identity": lambda: services.note_identity(candidacy=candidacy, birth_name="Martin", **identity),
        "opinion": lambda: CentreOpinionFactory(candidacy=candidacy),
        "another session and back": lambda: services.assign_to_jury(
            jury=jury, candidacies=[services.unassign_from_jury(candidacy=candidacy)]
        ),
        "new request": lambda: services.apply_for_jury(record=record, noted_by=animator),
        "second list": lambda: send(jury, coordinator, version=2),
        "decision": lambda: note(candidacy, coordinator),
        "correction": lambda: note(candidacy, coordinator, decision="refused", **decided),
        "page": lambda: client.get(jury.get_absolute_url()),
        "reading": lambda: [client.get(paper.get_absolute_url()) for paper in FrozenPaper.objects.all()],
        "archive": lambda: make_files.call(services.request_files(jury=jury, by=coordinator).pk),
        "session": lambda: JurySession.objects.filter(pk=jury.pk).update(place="Figeac"),
        "job": services.destroy_old_identities,
    }


@pytest.mark.parametrize("seed", range(3))
def test_no_other_act_changes_a_byte(seed, jury, candidacy, coordinator, animator, client_of):
    send(jury, coordinator)
    acts = acts_after(jury, candidacy, coordinator, animator, client_of(coordinator))
    frozen = {}
    for name in Random(seed).sample(sorted(acts), len(acts)):  # noqa: S311 - the same orders each time
        frozen |= {paper.pk: bytes(paper.content) for paper in FrozenPaper.objects.exclude(pk__in=frozen)}
        with suppress(ValidationError):  # a list or an identity comes too late after a decision
            acts[name]()
        papers = FrozenPaper.objects.in_bulk(frozen)
        assert {key: bytes(paper.content) for key, paper in papers.items()} == frozen, name
        assert {hashlib.sha256(paper.content).hexdigest() for paper in papers.values()} == {
            paper.sha256 for paper in papers.values()
        }
    assert len(frozen) >= 3


def decide_long_ago(candidacy, coordinator, days: int) -> None:
    note(candidacy, coordinator)
    day = timezone.localdate() - timedelta(days=days)
    Candidacy.objects.filter(pk=candidacy.pk).update(decided_on=day)
    FrozenPaper.objects.update(frozen_on=day)


def test_papers_are_kept_until_the_last_day(jury, candidacy, coordinator):
    send(jury, coordinator)
    decide_long_ago(candidacy, coordinator, KEPT_AFTER_DECISION.days)
    services.destroy_old_identities()
    assert kept() == [("liste", 1), ("dossier", 1), ("decision", 1)]
    decide_long_ago(candidacy, coordinator, KEPT_AFTER_DECISION.days + 1)
    services.destroy_old_identities()
    assert kept() == []


ENDINGS = {
    "withdrawal": lambda candidacy, coordinator: services.withdraw_candidacy(candidacy=candidacy, by=coordinator),
    "erasure": lambda candidacy, coordinator: erase_learner(learner=candidacy.learner),
    "decision": lambda candidacy, coordinator: decide_long_ago(candidacy, coordinator, KEPT_AFTER_DECISION.days + 1),
    "no decision": lambda candidacy, coordinator: CivilIdentity.objects.filter(candidacy=candidacy).update(
        noted_on=timezone.localdate() - KEPT_WITHOUT_DECISION - timedelta(days=1)
    ),
    "identity alone": lambda candidacy, coordinator: CivilIdentity.objects.filter(candidacy=candidacy).delete(),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_after_its_term_nothing_holds_a_birth_name_and_the_proof_stays(
    ending, jury, candidacy, other_candidacy, coordinator, client_of
):
    """The ZIP of the session, made on the eve, holds the same papers: it leaves with them."""
    send(jury, coordinator)
    assert client_of(coordinator).get(jury.frozen_papers.lists().get().get_absolute_url()).status_code == 200
    make_files.call(services.request_files(jury=jury, by=coordinator).pk)
    columns = "pk", "sha256", "version", "jury", "frozen_by"
    proofs = list(FrozenPaper.objects.order_by("pk").values_list(*columns))

    ENDINGS[ending](candidacy, coordinator)
    services.destroy_old_identities()

    assert [text_in(paper).count(BIRTH_NAME) for paper in FrozenPaper.objects.kept().exclude(kind="decision")] == [0]
    assert list(FrozenPaper.objects.exclude(kind="decision").order_by("pk").values_list(*columns)) == proofs
    assert PaperReading.objects.get().reader == coordinator
    if ending != "identity alone":  # no service deletes it without the archives
        assert JuryDossier.objects.count() == 0


def test_list_that_names_a_record_put_aside_is_not_read_and_counts_as_a_version(
    jury, candidacy, other_candidacy, coordinator, client_of
):
    send(jury, coordinator)
    Limitation.objects.create(learner=candidacy.record.learner)
    page = client_of(coordinator).get(jury.get_absolute_url()).text
    assert (page.count("Pas lisible en ce moment"), page.count('name="version" value="2"')) == (1, 1)
    second = send(jury, coordinator, version=2)
    assert (second.version, text_in(second).count(BIRTH_NAME)) == (2, 0)


def test_page_of_an_ended_session_keeps_the_hashes(jury, candidacy, coordinator, client_of):
    send(jury, coordinator)
    decide_long_ago(candidacy, coordinator, KEPT_AFTER_DECISION.days + 1)
    services.destroy_old_identities()
    page = client_of(coordinator).get(jury.get_absolute_url()).text
    assert [page.count(paper.short_hash) for paper in FrozenPaper.objects.all()] == [1, 1, 1]
    assert [page.count(word) for word in ("Brouillon", "à renvoyer", "Ce que le jury a lu est détruit")] == [0, 0, 1]


def test_reading_is_noted_for_each_person_named_and_outlives_the_bytes(
    jury, candidacy, other_candidacy, coordinator, animator, client_of
):
    sent_list = send(jury, coordinator)
    path, client = sent_list.get_absolute_url(), client_of(coordinator)
    response = client.get(path)
    assert (response.content, response.headers["Content-Type"]) == (bytes(sent_list.content), "application/pdf")
    client.get(path)
    assert sorted(Access.objects.filter(kind="copied").values_list("learner", flat=True)) == sorted(
        [candidacy.record.learner_id, other_candidacy.record.learner_id]
    )
    services.withdraw_candidacy(candidacy=candidacy, by=animator)
    assert client.get(path).status_code == 404
    reading = PaperReading.objects.get()
    assert (reading.paper, reading.reader, reading.read_on) == (sent_list, coordinator, timezone.localdate())
    page = client.get(jury.get_absolute_url()).text
    assert (page.count(sent_list.short_hash), page.count("Détruite le"), page.count("Lu par")) == (1, 1, 1)


def test_paper_is_for_the_coordination_and_not_while_a_record_is_put_aside(
    jury, candidacy, other_candidacy, animator, territorial, coordinator, client_of
):
    send(jury, coordinator)
    paths = [paper.get_absolute_url() for paper in FrozenPaper.objects.order_by("pk")]
    assert {client_of(person).get(path).status_code for person in (animator, territorial) for path in paths} == {404}
    Limitation.objects.create(learner=candidacy.record.learner)
    answers = {
        paper.candidacy_id: client_of(coordinator).get(paper.get_absolute_url()).status_code
        for paper in FrozenPaper.objects.all()
    }
    assert answers == {None: 404, candidacy.pk: 404, other_candidacy.pk: 200}


def test_archive_holds_the_papers_that_left(jury, candidacy, coordinator):
    send(jury, coordinator)
    EvidenceFactory(record=candidacy.record, skill=skill_of(candidacy.record, "D1.4"))
    dossier = services.request_files(jury=jury, by=coordinator)
    make_files.call(dossier.pk)
    with JuryDossier.objects.get().file.open() as file, ZipFile(file) as archive:
        papers = {archive.read(name) for name in archive.namelist() if name.endswith(".pdf")}
    assert papers == {bytes(paper.content) for paper in FrozenPaper.objects.all()}


def zip_of_candidate(candidacy, coordinator, client_of) -> dict[str, bytes]:
    answer = client_of(coordinator).get(reverse("b2i:candidate_zip", args=[candidacy.pk]))
    with ZipFile(io.BytesIO(b"".join(answer))) as archive:
        return {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist() if "/Preuves/" in name}


def test_archive_holds_the_pieces_that_left_whatever_becomes_of_them(jury, candidacy, record, coordinator, client_of):
    line = record.evidence.order_by("pk").first()
    kept, changed, lost = (EvidenceFileFactory(evidence=line, name=name) for name in ("a.txt", "b.txt", "c.txt"))
    lost.file.storage.delete(lost.file.name)
    send(jury, coordinator)
    before = zip_of_candidate(candidacy, coordinator, client_of)
    kept.file.storage.delete(kept.file.name)
    changed.file.storage.delete(changed.file.name)
    changed.file.storage.save(changed.file.name, ContentFile(b"Autre chose"))
    EvidenceFileFactory(evidence=line, name="d.txt")

    assert [name.rpartition(" ")[2] for name in before] == ["a.txt", "b.txt"]
    assert zip_of_candidate(candidacy, coordinator, client_of) == before
    dossier = services.request_files(jury=jury, by=coordinator)
    make_files.call(dossier.pk)
    with JuryDossier.objects.get().file.open() as file, ZipFile(file) as archive:
        pieces = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist() if "/Preuves/" in name}
    assert pieces == before


def test_file_that_left_before_pieces_did_gives_those_of_today(jury, candidacy, record, coordinator, client_of):
    send(jury, coordinator)
    FrozenPaper.objects.update(has_pieces=False)
    EvidenceFileFactory(evidence=record.evidence.order_by("pk").first(), name="d.txt")

    assert len(zip_of_candidate(candidacy, coordinator, client_of)) == 1


@pytest.mark.parametrize("end", ["withdrawal", "erasure", "term"])
def test_pieces_end_with_their_file_and_their_hash_stays(jury, candidacy, record, coordinator, animator, end):
    EvidenceFileFactory(evidence=record.evidence.order_by("pk").first(), name="Jeanne.txt")
    send(jury, coordinator)
    piece = FrozenPiece.objects.get()
    assert (bytes(piece.content), piece.sha256) == (b"Bonjour", hashlib.sha256(b"Bonjour").hexdigest())
    if end == "withdrawal":
        services.withdraw_candidacy(candidacy=candidacy, by=animator)
    elif end == "erasure":
        erase_learner(learner=candidacy.record.learner, by=animator)
    else:
        decide_long_ago(candidacy, coordinator, KEPT_AFTER_DECISION.days + 1)
        services.destroy_old_identities()

    ended = FrozenPiece.objects.get()
    assert (ended.content, ended.name, ended.sha256) == (None, "", piece.sha256)


def test_page_shows_who_read_each_paper_and_which_day(jury, candidacy, coordinator, client_of):
    send(jury, coordinator)
    note(candidacy, coordinator)
    client = client_of(coordinator)
    assert client.get(jury.get_absolute_url()).text.count("Lu par") == 0
    for paper in FrozenPaper.objects.all():
        client.get(paper.get_absolute_url())

    page = " ".join(client.get(jury.get_absolute_url()).text.split())
    day = day_in_full(timezone.localdate(), "j F Y")
    assert page.count(f"Lu par {coordinator} le {day}.") == 3


def test_page_says_draft_then_what_left_and_says_why_it_cannot(jury, candidacy, coordinator, client_of, messages_of):
    client, path = client_of(coordinator), jury.get_absolute_url()
    page = client.get(path).text
    assert (page.count("La liste n’est pas partie"), page.count('name="version" value="1"')) == (1, 1)
    for _ in range(2):
        response = client.post(f"{path}liste/partie/", {"version": "1"}, follow=True)
        assert messages_of(response)[0].startswith("La liste est partie, version 1")
    assert FrozenPaper.objects.count() == 2
    assert response.text.count("PDF parti, version 1") == 1
    assert messages_of(client.post(f"{path}liste/partie/", {"version": "x"}, follow=True)) == [paper_freezing.CHANGED]
    note(candidacy, coordinator)
    response = client.post(f"{path}liste/partie/", {"version": "2"}, follow=True)
    assert messages_of(response) == [DECIDED]
    assert (response.text.count("Papier de la décision"), response.text.count('name="version"')) == (1, 0)


def test_identity_corrected_after_the_list_left_says_so(jury, candidacy, coordinator, animator, client_of, messages_of):
    """Whoever corrects a birth name learns that the jury reads the former one."""
    client, path = client_of(animator), f"/b2i/livrets/{candidacy.record.learner_id}/jury/etat-civil/"
    identity = {"birth_name": "Vial", "first_names": "Jeanne", "born_on": "1958-03-01", "birth_place": "Cahors"}
    form_data = identity | {"told": "on"}
    before = messages_of(client.post(path, form_data, follow=True))
    send(jury, coordinator)
    after = messages_of(client.post(path, form_data, follow=True))
    assert (SENT in before, SENT in after) == (False, True)


def test_page_does_not_promise_a_version_that_is_destroyed(
    jury, candidacy, other_candidacy, coordinator, animator, client_of
):
    send(jury, coordinator)
    client, promise = client_of(coordinator), "La version 1 reste jusqu’à son terme"
    counts = [client.get(jury.get_absolute_url()).text.count(promise)]
    services.withdraw_candidacy(candidacy=candidacy, by=animator)
    counts.append(client.get(jury.get_absolute_url()).text.count(promise))
    assert counts == [1, 0]


@pytest.mark.parametrize("kind", FrozenPaperKind.values)
def test_frozen_papers_are_archival(kind, jury, candidacy, coordinator, judge_archival):
    send(jury, coordinator)
    note(candidacy, coordinator)
    judge_archival(bytes(FrozenPaper.objects.get(kind=kind).content))
