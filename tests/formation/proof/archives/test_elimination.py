"""Tests of the elimination lists of training records: day of the term and day before, visa, what goes, papers."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from formation.proof.archives.enums import LineOutcome, ListedKind
from formation.proof.archives.models import ArchivedIdentity, TrainingElimination, TrainingEliminationLine
from formation.proof.archives.services.due import due_lines
from formation.proof.archives.services.elimination import carry_out, prepare_elimination
from formation.proof.archives.services.erasure import erase_account
from formation.proof.archives.services.terms import renew_terms
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.paper import attendance_paper
from formation.proof.certificates.models import Certificate
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.models import Evaluation
from formation.proof.retention.enums import Category, TermFate, TermStart
from formation.proof.retention.models import RetentionTerm
from formation.proof.retention.services import decide_term, note_term_visa
from formation.proof.travel.models import Mission
from formation.sessions.models.half_day import HalfDay
from reseau.documents.eliminations.services import note_visa
from reseau.people.members.models.member import Member
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.formation.evaluations import MARKS, evaluate, values_given

pytestmark = pytest.mark.django_db
LISTS = "/formation/archives/bordereaux/"
VISA = {"reference": "AD46/2032/3", "visa_by": "La directrice des Archives"}
SESSION_DAY = date(2020, 3, 12)
# Five years after that of the session: the last day of its records, then the first on which they may be listed.
LAST_DAY, NEXT_DAY = date(2025, 12, 31), date(2026, 1, 1)


@pytest.fixture
def visas(db):
    for category in Category:
        note_term_visa(category=category, visa_on=timezone.localdate(), **VISA)


@pytest.fixture
def old_session(animator, coordinator):
    """A session of 2020 with all that is listed: signatures, the scan of a sheet, a mission, words."""
    half_day = SessionFactory(dates=[SESSION_DAY]).half_days.get()
    half_day.closed_at, half_day.closed_by, half_day.typed_name = timezone.now(), coordinator, "Odile Bergues"
    half_day.save()
    enrolment = EnrolmentFactory(session=half_day.session, member=animator)
    Attendance.objects.create(
        half_day=half_day, enrolment=enrolment, is_present=True, how="tablet", typed_name="Solange Delbos"
    )
    Certificate.objects.create(enrolment=enrolment, number="ABCD2345", shows="full")
    sheet = SignedSheet(session=half_day.session, kind="pdf", size=4)
    sheet.file.save("feuille.pdf", ContentFile(b"%PDF"))
    Mission.objects.create(enrolment=enrolment, transport="public", minutes=30, measured_kilometres=40)
    evaluate(half_day.session, day=SESSION_DAY, went_well="Le rythme")
    return half_day.session


def kinds_due(day: date) -> list[str]:
    return [line.kind for line in due_lines(schedule=RetentionTerm.objects.schedule(), today=day)]


def visaed_list(coordinator) -> TrainingElimination:
    elimination = prepare_elimination(prepared_by=coordinator)
    note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    elimination.refresh_from_db()
    return elimination


def test_records_are_listed_on_the_day_after_their_term_and_not_on_its_last_day(old_session, visas):
    words_end = date(2023, 3, 12)
    assert [kinds_due(day) for day in (words_end, words_end + timedelta(days=1))] == [[], [ListedKind.EVALUATIONS]]
    assert kinds_due(LAST_DAY) == [ListedKind.EVALUATIONS]
    assert kinds_due(NEXT_DAY) == [ListedKind.ATTENDANCE, ListedKind.MISSIONS, ListedKind.EVALUATIONS]


def test_name_is_listed_on_the_day_after_its_term_and_not_on_its_last_day(old_session, animator, coordinator, visas):
    identity = erase_account(member=animator, by=coordinator)
    assert identity.kept_until == LAST_DAY
    assert [ListedKind.NAME in kinds_due(day) for day in (LAST_DAY, NEXT_DAY)] == [False, True]


def test_database_refuses_an_early_line(old_session, coordinator, visas):
    prepare_elimination(prepared_by=coordinator)
    lines = TrainingEliminationLine.objects.all()
    lines.update(listed_on=NEXT_DAY, kept_until=LAST_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        lines.update(listed_on=LAST_DAY)


@pytest.mark.parametrize(
    ("lacking", "left"),
    [
        (Category.ATTENDANCE, {ListedKind.MISSIONS, ListedKind.EVALUATIONS}),
        (Category.MISSIONS, {ListedKind.ATTENDANCE, ListedKind.EVALUATIONS}),
        (Category.CERTIFICATES, {ListedKind.ATTENDANCE, ListedKind.MISSIONS, ListedKind.EVALUATIONS}),
        (Category.EVALUATIONS, {ListedKind.NAME, ListedKind.ATTENDANCE, ListedKind.MISSIONS}),
    ],
)
def test_rule_without_visa_lists_nothing_nor_a_name_that_it_keeps(
    old_session, animator, coordinator, visas, lacking, left
):
    erase_account(member=animator, by=coordinator)
    RetentionTerm.objects.filter(category=lacking).update(visa_on=None, visa_reference="", visa_by="")
    assert set(kinds_due(NEXT_DAY)) == left


def test_what_goes_to_the_archives_is_not_listed(old_session, visas):
    RetentionTerm.objects.filter(category=Category.ATTENDANCE).update(fate=TermFate.TRANSFER)
    assert ListedKind.ATTENDANCE not in kinds_due(NEXT_DAY)


def test_list_destroys_names_signatures_scans_missions_and_words_and_no_presence(
    old_session, animator, coordinator, visas, django_capture_on_commit_callbacks
):
    erase_account(member=animator, by=coordinator)
    sheet = SignedSheet.objects.get()
    storage, name = sheet.file.storage, sheet.file.name
    elimination = visaed_list(coordinator)
    with pytest.raises(ValidationError, match="à mettre sur un bordereau"):
        prepare_elimination(prepared_by=coordinator)

    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(elimination=elimination, by=coordinator).destroyed_count == 4
    assert carry_out(elimination=elimination, by=coordinator).destroyed_count == 0

    identity = ArchivedIdentity.objects.get()
    assert (identity.name, identity.destroyed_on, identity.visa_reference) == (
        "", timezone.localdate(), VISA["reference"],
    )  # fmt: skip
    assert list(Attendance.objects.values_list("is_present", "typed_name")) == [(True, "")]
    assert list(HalfDay.objects.values_list("typed_name", flat=True)) == [""]
    assert (SignedSheet.objects.get().file.name, storage.exists(name)) == ("", False)
    assert (Mission.objects.count(), Certificate.objects.count()) == (0, 1)
    assert values_given(Evaluation.objects.get()) == {code: str(step) for code, step in MARKS[Moment.HOT].items()}


def test_nothing_is_destroyed_without_the_visa_of_the_list(old_session, coordinator, visas):
    elimination = prepare_elimination(prepared_by=coordinator)
    with pytest.raises(ValidationError, match="visa"):
        carry_out(elimination=elimination)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingElimination.objects.update(carried_out_at=timezone.now(), destroyed_on=timezone.localdate())
    assert Mission.objects.count() == 1


def test_longer_rule_decided_after_the_list_keeps_what_it_holds(old_session, animator, coordinator, visas):
    erase_account(member=animator, by=coordinator)
    elimination = visaed_list(coordinator)
    for category in (Category.ATTENDANCE, Category.MISSIONS):
        decide_term(category=category, years=50, start=TermStart.YEAR, source="Décision", fate=TermFate.DESTROY)
        note_term_visa(category=category, visa_on=timezone.localdate(), **VISA)

    carry_out(elimination=elimination)

    kept = set(elimination.lines.filter(outcome=LineOutcome.KEPT).values_list("kind", flat=True))
    assert kept == {ListedKind.NAME, ListedKind.ATTENDANCE, ListedKind.MISSIONS}
    assert (ArchivedIdentity.objects.get().name, Mission.objects.count()) == (str(animator), 1)
    assert (renew_terms(), ArchivedIdentity.objects.get().kept_until) == (1, date(2070, 12, 31))


def test_signature_of_a_person_who_closed_a_sheet_goes_with_their_name(old_session, animator, coordinator, visas):
    HalfDay.objects.update(closed_by=animator, typed_name=str(animator))
    RetentionTerm.objects.filter(category=Category.ATTENDANCE).update(fate=TermFate.SAMPLE)
    erase_account(member=Member.objects.get(pk=animator.pk), by=coordinator)

    carry_out(elimination=visaed_list(coordinator))

    assert list(HalfDay.objects.values_list("typed_name", flat=True)) == [""]


def test_signatures_and_scans_are_not_shown_after_the_term_even_if_they_wait(old_session, coordinator):
    shown = []
    for years in (50, 5):
        decide_term(
            category=Category.ATTENDANCE, years=years, start=TermStart.YEAR, source="Décision", fate=TermFate.DESTROY
        )
        paper = attendance_paper(old_session, list(old_session.half_days.all())).data
        sheets = SignedSheet.objects.visible_to(coordinator).count()
        shown.append(("Solange Delbos" in paper, "Odile Bergues" in paper, sheets))
    assert shown == [(True, True, 1), (False, False, 0)]


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_list_goes_from_the_page_to_its_certificate(
    client_of, old_session, animator, coordinator, visas, settings, judge_archival
):
    settings.ARCHIVES = {**settings.ARCHIVES, "service": "Service du numérique"}
    name = str(animator)
    erase_account(member=animator, by=coordinator)
    client, today = client_of(coordinator), timezone.localdate()
    path = client.post(f"{LISTS}preparer/")["Location"]
    assert client.get(f"{path}certificat.pdf").status_code == 404
    refused = client.post(f"{path}visa/", {**VISA, "visa_on": (today + timedelta(days=1)).isoformat()})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["visa_on"])
    assert client.post(f"{path}visa/", {**VISA, "visa_on": today.isoformat()})["Location"] == path
    assert client.get(f"{path}supprimer/").status_code == 200
    assert client.post(f"{path}supprimer/")["Location"] == path

    responses = [client.get(f"{path}{paper}.pdf") for paper in ("bordereau", "certificat")]
    for response in responses:
        judge_archival(response.content)
    papers = [text_of(response) for response in responses]
    for paper in papers:
        for words in ("Service du numérique", "12 mars 2020", "5 ans, fin de l’année", "AD46/2032/3"):
            assert words in paper
        assert name not in paper
    assert "6 pièces en 4 lignes" in papers[0]
    assert client.get(f"{path}bordereau.csv").text.count("\n") == 5
    assert "Documents détruits" in " ".join(client.get(LISTS).text.split())


@pytest.mark.parametrize("address", ["", "preparer/", "1/", "1/bordereau.pdf", "1/supprimer/"])
def test_lists_are_for_coordinators(client_of, animator, territorial, address):
    for person in (animator, territorial):
        assert client_of(person).get(f"{LISTS}{address}").status_code in (404, 405)
        assert client_of(person).post(f"{LISTS}{address}").status_code in (404, 405)


def test_page_of_lists_counts_what_is_over_at_a_constant_cost(
    client_of, old_session, animator, colleague, coordinator, visas
):
    client = client_of(coordinator)

    def page() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(LISTS)
        return len(captured), " ".join(answer.text.split())

    page()
    with_sessions, text = page()
    assert (text.count("<b>3</b> lignes de session"), text.count("<b>0</b> nom de compte effacé")) == (1, 1)
    enrolment = EnrolmentFactory(session=old_session, member=colleague)
    Attendance.objects.create(half_day=old_session.half_days.get(), enrolment=enrolment, is_present=True)
    for member in (animator, colleague):
        erase_account(member=member, by=coordinator)
    with_names, text = page()
    assert text.count("<b>2</b> noms de comptes effacés") == 1
    prepare_elimination(prepared_by=coordinator)
    with_list, text = page()
    assert (with_names, with_list, text.count("Rien à mettre")) == (with_sessions, with_sessions, 1)
    assert with_sessions <= 12
