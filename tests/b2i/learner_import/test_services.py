"""Importing a table of learners: planned, confirmed once, all or nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b2i.learner_import import services as learner_imports
from b2i.learner_import.models import ImportedLine, LearnerImport
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Evidence, Positioning
from b2i.rights.services.erasure import erase_learner
from reseau.members.models.member import Member
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db
HEADER = "Prénom;Nom;Année de naissance;Accord;Date de l’accord;Autre personne;D1.1;D1.2"
ODETTE = "Odette;Bru;1950;oral;12/03/2026;;3/2/2026;aide"


def table(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines]).encode()


@pytest.fixture
def bring(b2i_adultes, epm, animator):
    """`bring(line, …)`: the import of a table of these lines, waiting to be confirmed."""

    def open_it(*lines: str) -> LearnerImport:
        return learner_imports.open_import(content=table(*lines), epm=epm, imported_by=animator)

    return open_it


def verdicts(batch) -> list[str]:
    return [str(planned.verdict) for planned in learner_imports.plan_import(batch=batch)]


def test_nothing_is_made_before_it_is_confirmed(bring):
    assert verdicts(bring(ODETTE)) == ["make"]
    assert Learner.objects.count() == 0


def test_a_line_makes_a_record_with_what_it_holds(bring, epm, animator):
    assert learner_imports.confirm_import(batch=bring(ODETTE)) == 1
    learner = Learner.objects.get()
    assert (str(learner), learner.birth_year, learner.epm, learner.check_secret("")) == ("Odette Bru", 1950, epm, False)
    consent = learner.consents.get()
    assert (consent.noted_by, timezone.localdate(consent.given_at)) == (animator, date(2026, 3, 12))
    assert (consent.means, learner.has_card) == ("oral", False)
    evidence = Evidence.objects.get()
    assert (evidence.skill.code, evidence.observed_on, evidence.observed_by) == ("D1.1", date(2026, 2, 3), animator)
    assert [(said.skill.code, said.level) for said in Positioning.objects.all()] == [("D1.2", "helped")]


def test_refused_lines_are_left_out_and_the_others_made(bring):
    batch = bring(ODETTE, "Sans accord;;;;;;;")
    assert verdicts(batch) == ["make", "refused"]
    assert learner_imports.confirm_import(batch=batch) == 1


def test_whoever_is_followed_already_is_noticed(bring, epm):
    LearnerFactory(epm=epm, birth_year=1950, member__first_name="Odette", member__last_name="BRU")
    assert verdicts(bring(ODETTE)) == ["duplicate"]
    assert verdicts(bring(ODETTE.replace("2026;;", "2026;oui;"))) == ["make"]
    assert verdicts(bring(ODETTE.replace("1950", "1951"))) == ["make"]


def test_whoever_is_followed_elsewhere_is_not_told(bring, other_epm):
    LearnerFactory(epm=other_epm, birth_year=1950, member__first_name="Odette", member__last_name="Bru")
    assert verdicts(bring(ODETTE)) == ["make"]


def test_the_same_person_twice_in_a_table_is_made_once(bring):
    other = ODETTE.replace("2026;;", "2026;oui;")
    assert verdicts(bring(ODETTE, ODETTE, other, other)) == ["make", "duplicate", "make", "make"]


def test_a_file_is_imported_once(bring):
    batch = bring(ODETTE)
    learner_imports.confirm_import(batch=batch)
    with pytest.raises(ValidationError, match="déjà importé"):
        learner_imports.confirm_import(batch=batch)
    with pytest.raises(ValidationError, match="déjà été importé"):
        bring(ODETTE)
    assert Learner.objects.count() == 1


def test_two_who_brought_the_same_file_make_it_once(bring, epm, colleague):
    first = bring(ODETTE)
    second = learner_imports.open_import(content=table(ODETTE), epm=epm, imported_by=colleague)
    learner_imports.confirm_import(batch=first)
    with pytest.raises(ValidationError, match="Un autre membre"):
        learner_imports.confirm_import(batch=second)
    assert Learner.objects.count() == 1


def test_a_line_is_imported_once_whatever_the_file(bring):
    learner_imports.confirm_import(batch=bring(ODETTE))
    batch = bring(ODETTE, "Yvette;;;oral;12/03/2026;;;")
    assert verdicts(batch) == ["done", "make"]
    assert learner_imports.confirm_import(batch=batch) == 1


def test_a_file_does_not_bring_back_who_had_herself_erased(bring):
    learner_imports.confirm_import(batch=bring(ODETTE))
    erase_learner(learner=Learner.objects.get())
    with pytest.raises(ValidationError, match="déjà été importé"):
        bring(ODETTE)


def test_what_is_kept_of_an_import_names_nobody(bring):
    batch = bring(ODETTE)
    learner_imports.confirm_import(batch=batch)
    batch.refresh_from_db()
    assert (batch.table, len(batch.mark), len(ImportedLine.objects.get().mark)) == ([], 64, 64)
    with pytest.raises(IntegrityError):
        LearnerImport.objects.update(table=[["Odette"]])


def test_a_failure_half_way_leaves_nothing(bring):
    batch, members = (
        bring(*(f"Odette;Bru{n};;oral;12/03/2026;;3/2/2026;aide" for n in range(5))),
        Member.objects.count(),
    )
    made = []

    def fails_at_the_third(instance, **kwargs):
        made.append(instance)
        if len(made) == 3:
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


def test_a_table_that_nobody_confirms_is_forgotten_after_a_day(bring):
    batch = bring(ODETTE)
    assert learner_imports.forget_waiting_imports() == 0
    LearnerImport.objects.update(created=timezone.now() - timedelta(hours=25))
    assert learner_imports.forget_waiting_imports() == 1
    assert LearnerImport.objects.filter(pk=batch.pk).count() == 0


def test_bringing_again_replaces_what_waited(bring):
    bring(ODETTE)
    bring(ODETTE.replace("Odette", "Yvette"))
    assert LearnerImport.objects.count() == 1


def test_a_longer_table_costs_no_query_more_to_plan(bring):
    def queries(batch) -> int:
        with CaptureQueriesContext(connection) as captured:
            learner_imports.plan_import(batch=batch)
        return len(captured)

    one = queries(bring(ODETTE))
    assert queries(bring(*(ODETTE.replace("Bru", f"Bru{n}") for n in range(30)))) == one <= 6


NAMES = st.sampled_from(["Odette", "odette", "Yvette", "", "=1+1"])
YEARS = st.sampled_from(["", "1950", "1951", "50"])
CONSENTS = st.sampled_from(["oral", "écrit", "", "non"])
DAYS = st.sampled_from(["12/03/2026", "2026-03-12", "31/02/2026", ""])
OTHERS = st.sampled_from(["", "oui"])
SKILLS = st.sampled_from(["", "aide", "3/2/2026", "?"])
LINES = st.lists(
    st.tuples(NAMES, st.just("Bru"), YEARS, CONSENTS, DAYS, OTHERS, SKILLS, SKILLS).map(";".join), max_size=6
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LINES, second=LINES)
def test_no_table_is_half_done_and_no_line_twice(bring, epm, first, second):
    """Whatever two tables hold: what was promised is made, nothing else, and the same again makes nothing."""
    Learner.objects.all().delete()
    LearnerImport.objects.all().delete()
    for lines in (first, second):
        before = Learner.objects.count()
        try:
            batch = bring(*lines)
        except ValidationError:
            continue  # the very same table
        promised = verdicts(batch).count("make")
        assert learner_imports.confirm_import(batch=batch) == promised
        assert Learner.objects.count() == before + promised == ImportedLine.objects.count()
        assert Learner.objects.filter(consents__isnull=True).count() == 0
        with pytest.raises(ValidationError):
            bring(*lines)
