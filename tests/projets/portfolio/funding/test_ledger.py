"""The ledger of a project: sums whatever is tried, no expense beyond the grant without a warning, no line changed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from projets.portfolio.funding.enums import LineKind
from projets.portfolio.funding.models import Funder, FundingLine
from projets.portfolio.funding.services import note_line, reverse_line
from projets.portfolio.funding.sums import FundingSums, sums_by
from projets.portfolio.projects.models import Project
from reseau.texts.wording import euros_in_words
from tests.factories.projets import FunderFactory, ProjectFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)
PROMISED, GRANTED, AMENDED, SPENT, JUSTIFIED, RECOVERED = LineKind


@pytest.fixture
def funder(db):
    return FunderFactory(name="Région (fictive)")


@pytest.fixture
def note(project, funder, coordinator):
    def add(kind: LineKind, euros_: int, **more) -> FundingLine:
        return note_line(project=project, funder=funder, kind=kind, cents=euros_ * 100, day=DAY, by=coordinator, **more)

    return add


def sums(project: Project, funder: Funder) -> FundingSums:
    return sums_by(FundingLine.objects.filter(project=project), "funder").get((funder.pk,), FundingSums())


def test_amendments_count_as_granted_and_a_reversal_takes_back_what_it_reverses(project, funder, note, coordinator):
    note(PROMISED, 5_000)
    note(GRANTED, 4_000)
    note(AMENDED, -500)
    expense = note(SPENT, 1_200, words="Facture 12")
    reverse_line(line=expense, by=coordinator, words="Notée deux fois.")

    assert sums(project, funder) == FundingSums(promised=500_000, granted=350_000)
    assert [line.cents for line in FundingLine.objects.filter(kind=SPENT)] == [120_000, -120_000]


def test_expense_beyond_the_grant_is_noted_with_a_warning_or_not_at_all(project, funder, note):
    note(GRANTED, 1_000)
    with pytest.raises(ValidationError) as refusal:
        note(SPENT, 1_001)
    assert list(refusal.value.message_dict) == ["is_beyond"]
    assert sums(project, funder).spent == 0

    line = note(SPENT, 1_001, is_beyond=True)
    assert (FundingLine.objects.get(pk=line.pk).is_beyond, sums(project, funder).beyond) == (True, 100)
    assert note(JUSTIFIED, 500, is_beyond=True).is_beyond is False


def test_nothing_is_justified_or_received_that_was_not_spent_or_granted(note):
    note(GRANTED, 1_000)
    note(SPENT, 200)
    for kind, amount in ((JUSTIFIED, 201), (RECOVERED, 1_001), (AMENDED, -1_001), (SPENT, 0), (PROMISED, -1)):
        with pytest.raises(ValidationError):
            note(kind, amount)


def test_line_stays_as_it_was_noted(note, coordinator):
    granted = note(GRANTED, 1_000)
    note(SPENT, 600)
    with pytest.raises(ValidationError):
        granted.save()
    with pytest.raises(ValidationError):
        granted.delete()
    with pytest.raises(ValidationError):
        reverse_line(line=granted, by=coordinator, words="Pour voir.")
    assert FundingLine.objects.filter(reverses__isnull=False).count() == 0


def test_line_is_reversed_once_and_with_a_reason(note, coordinator):
    line = note(PROMISED, 1_000)
    with pytest.raises(ValidationError):
        reverse_line(line=line, by=coordinator, words=" ")
    reversal = reverse_line(line=line, by=coordinator, words="Lettre d’un autre projet.")
    for again in (line, reversal):
        with pytest.raises(ValidationError):
            reverse_line(line=again, by=coordinator, words="Encore.")


def test_database_refuses_a_sum_of_nothing_and_a_second_reversal(note, coordinator):
    line = note(PROMISED, 1_000)
    reverse_line(line=line, by=coordinator, words="Erreur.")
    common = {"project": line.project, "funder": line.funder, "kind": PROMISED, "day": DAY}
    for wrong in ({"cents": 0}, {"cents": -5}, {"cents": -100_000, "reverses": line}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FundingLine.objects.create(**common, **wrong)


# Kind, whether the warning was read; or the rank of a line to reverse.
LINES = st.tuples(st.sampled_from(LineKind), st.integers(-40, 100), st.booleans())
ACTS = st.lists(st.one_of(LINES, st.integers(0, 8)), max_size=14)


@settings(max_examples=30)
@given(acts=ACTS)
@pytest.mark.django_db
def test_sums_are_those_of_the_lines_and_the_rules_hold_after_each(acts):
    """The database adds what the lines say: those that were refused left nothing, a reversal undoes its line."""
    with transaction.atomic():
        project, funder = ProjectFactory(), FunderFactory()
        by, kept = project.proposed_by, []
        for act in acts:
            try:
                if isinstance(act, int):
                    if act < len(kept):
                        kept.append(reverse_line(line=kept[act], by=by, words="Erreur."))
                else:
                    kind, amount, knows = act
                    line = note_line(
                        project=project, funder=funder, kind=kind, cents=amount * 100, day=DAY, by=by, is_beyond=knows
                    )
                    kept.append(line)
            except ValidationError:
                pass
            found = sums(project, funder)
            by_kind = {kind: sum(line.cents for line in kept if line.kind == kind) for kind in LineKind}
            granted = by_kind[GRANTED] + by_kind[AMENDED]
            expected = (by_kind[PROMISED], granted, by_kind[SPENT], by_kind[JUSTIFIED], by_kind[RECOVERED])
            assert found.values == expected
            assert granted >= by_kind[RECOVERED] >= 0 <= by_kind[JUSTIFIED] <= by_kind[SPENT]
            assert not found.beyond or any(line.is_beyond for line in kept)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("cents", "words"), [(0, "0\u00a0€"), (8_550, "85,50\u00a0€"), (-125_000, "−1\u202f250\u00a0€")]
)
def test_euros_in_words(cents, words):
    assert euros_in_words(cents) == words
