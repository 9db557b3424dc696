"""Tests of the import of a table: planned, confirmed once, all or nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from b2i.admission.learner_import import services as learner_imports
from b2i.admission.learner_import.models import ImportedLine, LearnerImport
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import erase_learner
from b2i.records.models import Evidence, Positioning
from reseau.people.members.models.member import Member
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.moments import A_MINUTE
from tests.random_runs import random_examples

pytestmark = pytest.mark.django_db
HEADER = "Prénom;Nom;Année de naissance;Accord;Date de l’accord;Autre personne;D1.1;D1.2"
ODETTE = "Odette;Bru;1950;oral;12/03/2026;;3/2/2026;aide"


def table(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines]).encode()


@pytest.fixture
def upload(b2i_adultes, epm, animator):
    """`upload(*lines)` returns the import of these lines, waiting for confirmation."""

    def open_import(*lines: str) -> LearnerImport:
        return learner_imports.open_import(content=table(*lines), epm=epm, imported_by=animator)

    return open_import


def verdicts(batch) -> list[str]:
    return [str(line.verdict) for line in learner_imports.plan_import(batch=batch)]


def test_nothing_is_created_before_confirmation(upload):
    assert verdicts(upload(ODETTE)) == ["make"]
    assert Learner.objects.count() == 0


def test_line_creates_record_with_its_content(upload, epm, animator):
    assert learner_imports.confirm_import(batch=upload(ODETTE)) == 1
    learner = Learner.objects.get()
    assert (str(learner), learner.birth_year, learner.epm, learner.check_secret("")) == ("Odette Bru", 1950, epm, False)
    consent = learner.consents.get()
    assert (consent.noted_by, timezone.localdate(consent.given_at)) == (animator, date(2026, 3, 12))
    assert (consent.means, learner.has_card) == ("oral", False)
    evidence = Evidence.objects.get()
    assert (evidence.skill.code, evidence.observed_on, evidence.observed_by) == ("D1.1", date(2026, 2, 3), animator)
    assert [(positioning.skill.code, positioning.level) for positioning in Positioning.objects.all()] == [
        ("D1.2", "helped")
    ]


def test_refused_lines_are_skipped(upload):
    batch = upload(ODETTE, "Sans accord;;;;;;;")
    assert verdicts(batch) == ["make", "refused"]
    assert learner_imports.confirm_import(batch=batch) == 1


def test_known_learner_is_reported_as_duplicate(upload, epm):
    LearnerFactory(epm=epm, birth_year=1950, member__first_name="Odette", member__last_name="BRU")
    assert verdicts(upload(ODETTE)) == ["duplicate"]
    assert verdicts(upload(ODETTE.replace("2026;;", "2026;oui;"))) == ["make"]
    assert verdicts(upload(ODETTE.replace("1950", "1951"))) == ["make"]


def test_learner_of_other_epm_is_not_revealed(upload, other_epm):
    LearnerFactory(epm=other_epm, birth_year=1950, member__first_name="Odette", member__last_name="Bru")
    assert verdicts(upload(ODETTE)) == ["make"]


def test_repeated_person_is_created_once(upload):
    other_person = ODETTE.replace("2026;;", "2026;oui;")
    assert verdicts(upload(ODETTE, ODETTE, other_person, other_person)) == ["make", "duplicate", "make", "make"]


def test_file_is_imported_once(upload):
    batch = upload(ODETTE)
    learner_imports.confirm_import(batch=batch)
    with pytest.raises(ValidationError, match="déjà importé"):
        learner_imports.confirm_import(batch=batch)
    with pytest.raises(ValidationError, match="déjà été importé"):
        upload(ODETTE)
    assert Learner.objects.count() == 1


def test_same_file_from_two_members_is_imported_once(upload, epm, colleague):
    first_batch = upload(ODETTE)
    second_batch = learner_imports.open_import(content=table(ODETTE), epm=epm, imported_by=colleague)
    learner_imports.confirm_import(batch=first_batch)
    with pytest.raises(ValidationError, match="Un autre membre"):
        learner_imports.confirm_import(batch=second_batch)
    assert Learner.objects.count() == 1


def test_line_is_imported_once_from_any_file(upload):
    learner_imports.confirm_import(batch=upload(ODETTE))
    batch = upload(ODETTE, "Yvette;;1950;oral;12/03/2026;;;")
    assert verdicts(batch) == ["done", "make"]
    assert learner_imports.confirm_import(batch=batch) == 1


def test_erased_learner_is_not_imported_again(upload):
    learner_imports.confirm_import(batch=upload(ODETTE))
    erase_learner(learner=Learner.objects.get())
    with pytest.raises(ValidationError, match="déjà été importé"):
        upload(ODETTE)


def test_stored_import_names_nobody(upload):
    batch = upload(ODETTE)
    learner_imports.confirm_import(batch=batch)
    batch.refresh_from_db()
    assert (batch.table, len(batch.mark), len(ImportedLine.objects.get().mark)) == ([], 64, 64)
    with pytest.raises(IntegrityError):
        LearnerImport.objects.update(table=[["Odette"]])


def test_failure_leaves_nothing(upload):
    batch, members = (
        upload(*(f"Odette;Bru{n};1950;oral;12/03/2026;;3/2/2026;aide" for n in range(5))),
        Member.objects.count(),
    )
    saved_learners = []

    def fails_at_the_third(instance, **kwargs):
        saved_learners.append(instance)
        if len(saved_learners) == 3:
            raise RuntimeError

    pre_save.connect(fails_at_the_third, sender=Learner)
    try:
        with pytest.raises(RuntimeError):
            learner_imports.confirm_import(batch=batch)
    finally:
        pre_save.disconnect(fails_at_the_third, sender=Learner)
    assert (Learner.objects.count(), Member.objects.count(), Evidence.objects.count()) == (0, members, 0)
    batch.refresh_from_db()
    assert (batch.done_at, len(batch.table)) == (None, 6)


def test_unconfirmed_table_is_deleted_after_a_day(upload):
    batch = upload(ODETTE)
    a_day_later = batch.created + timedelta(days=1)
    for moment, count in ((a_day_later, 0), (a_day_later + A_MINUTE, 1)):
        with freeze_time(moment):
            assert learner_imports.forget_waiting_imports() == count, moment
    assert LearnerImport.objects.filter(pk=batch.pk).count() == 0


def test_new_upload_replaces_waiting_one(upload):
    upload(ODETTE)
    upload(ODETTE.replace("Odette", "Yvette"))
    assert LearnerImport.objects.count() == 1


def test_longer_table_costs_no_more_queries(upload):
    def queries(batch) -> int:
        with CaptureQueriesContext(connection) as captured:
            learner_imports.plan_import(batch=batch)
        return len(captured)

    with_one = queries(upload(ODETTE))
    assert queries(upload(*(ODETTE.replace("Bru", f"Bru{n}") for n in range(30)))) == with_one <= 6


NAMES = st.sampled_from(["Odette", "odette", "Yvette", "", "=1+1"])
YEARS = st.sampled_from(["", "1950", "1951", "50"])
CONSENTS = st.sampled_from(["oral", "écrit", "", "non"])
DAYS = st.sampled_from(["12/03/2026", "2026-03-12", "31/02/2026", ""])
OTHERS = st.sampled_from(["", "oui"])
SKILLS = st.sampled_from(["", "aide", "3/2/2026", "?"])
LINES = st.lists(
    st.tuples(NAMES, st.just("Bru"), YEARS, CONSENTS, DAYS, OTHERS, SKILLS, SKILLS).map(";".join), max_size=6
)


@random_examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first_lines=LINES, second_lines=LINES)
def test_random_tables_are_imported_once_and_completely(upload, epm, first_lines, second_lines):
    """For any two tables, the plan is carried out exactly, and a second upload imports nothing."""
    Learner.objects.all().delete()
    LearnerImport.objects.all().delete()
    for lines in (first_lines, second_lines):
        initial_count = Learner.objects.count()
        try:
            batch = upload(*lines)
        except ValidationError:
            continue  # the same table
        planned_count = verdicts(batch).count("make")
        assert learner_imports.confirm_import(batch=batch) == planned_count
        assert Learner.objects.count() == initial_count + planned_count == ImportedLine.objects.count()
        assert Learner.objects.filter(consents__isnull=True).count() == 0
        with pytest.raises(ValidationError):
            upload(*lines)
