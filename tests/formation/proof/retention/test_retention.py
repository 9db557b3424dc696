"""Tests of the retention table: its arithmetic, its visa, its page, and where people read it."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from extranet.public.processing_register.register import register_csv
from formation.proof.retention.enums import Category, TermFate, TermStart
from formation.proof.retention.models import RetentionTerm, first_term
from formation.proof.retention.services import decide_term, note_term_visa
from reseau.people.personal_data.declaration import declared_retention

pytestmark = pytest.mark.django_db
TABLE = "/formation/archives/durees/"
VISA = {"reference": "AD46/2026/7", "visa_by": "Le directeur des Archives"}
RULE = {
    "years": 10,
    "start": TermStart.ACCOUNTS,
    "source": "Tableau de gestion du 3 mars 2026",
    "fate": TermFate.DESTROY,
}


@pytest.mark.parametrize("start", TermStart)
@pytest.mark.parametrize("last", [date(2020, 2, 29), date(2021, 1, 1), date(2021, 7, 14), date(2021, 12, 31)])
def test_both_ways_to_count_agree_on_the_last_day_and_on_the_next(start, last):
    term = RetentionTerm(category=Category.ATTENDANCE, years=5, start=start)
    end = term.last_day(last)
    assert (term.newest_past(end) < last, term.newest_past(end + timedelta(days=1)) >= last) == (True, True)


def test_words_of_evaluations_end_on_the_day_of_the_session_and_others_with_the_year():
    ends = [first_term(category).last_day(date(2020, 3, 12)) for category in Category]
    assert ends == [date(2025, 12, 31)] * 3 + [date(2023, 3, 12), date(2025, 12, 31)]


def test_change_of_the_rule_takes_the_visa_away_and_the_same_rule_keeps_it():
    decide_term(category=Category.MISSIONS, **RULE)
    note_term_visa(category=Category.MISSIONS, visa_on=timezone.localdate(), **VISA)
    assert decide_term(category=Category.MISSIONS, **RULE).has_visa
    for change in ({"years": 11}, {"start": TermStart.YEAR}, {"source": "Autre"}, {"fate": TermFate.SAMPLE}):
        note_term_visa(category=Category.MISSIONS, visa_on=timezone.localdate(), **VISA)
        assert not decide_term(category=Category.MISSIONS, **RULE | change).has_visa
        decide_term(category=Category.MISSIONS, **RULE)


def test_visa_is_whole_and_not_to_come():
    with pytest.raises(ValidationError, match="avenir"):
        note_term_visa(category=Category.MISSIONS, visa_on=timezone.localdate() + timedelta(days=1), **VISA)
    decide_term(category=Category.MISSIONS, **RULE)
    for changes in ({"visa_on": timezone.localdate()}, {"visa_by": "Quelqu’un"}, {"years": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RetentionTerm.objects.update(**changes)


def test_coordinator_edits_the_rule_then_notes_the_visa(client_of, coordinator):
    client, path = client_of(coordinator), f"{TABLE}missions/"
    refused = client.post(path, {**RULE, "years": "cinq"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["years"])
    assert RULE["source"] in refused.text
    assert client.post(path, RULE)["Location"] == path
    future = client.post(f"{path}visa/", {**VISA, "visa_on": (timezone.localdate() + timedelta(days=1)).isoformat()})
    assert (future.status_code, list(future.context["visa_form"].errors)) == (422, ["visa_on"])
    assert client.post(f"{path}visa/", {**VISA, "visa_on": timezone.localdate().isoformat()})["Location"] == TABLE

    page = client.get(TABLE).text
    assert (page.count("10\u00a0ans"), page.count("AD46/2026/7"), page.count("Visa attendu")) == (
        1,
        1,
        len(Category) - 1,
    )
    assert client.get(f"{TABLE}autre/").status_code == 404


@pytest.mark.parametrize("address", ["", "missions/", "missions/visa/"])
def test_table_is_edited_by_coordinators_alone(client_of, animator, territorial, address):
    before = list(RetentionTerm.objects.values())
    for person in (animator, territorial):
        assert client_of(person).post(f"{TABLE}{address}", RULE).status_code in (404, 405)
    assert list(RetentionTerm.objects.values()) == before


def test_register_has_every_line_with_what_the_coordination_decided():
    decide_term(category=Category.MISSIONS, **RULE)
    lines = {line.records: line for line in declared_retention()}
    assert {category.label for category in Category} <= set(lines)
    mission = lines[Category.MISSIONS.label]
    assert (mission.duration, mission.source, mission.has_visa) == ("10\u00a0ans", RULE["source"], False)
    assert RULE["source"] in register_csv().decode()


def test_migration_writes_the_present_term_without_a_visa_and_keeps_what_is_there(settings):
    settings.ARCHIVES = {**settings.ARCHIVES, "training_years": 7}
    RetentionTerm.objects.all().delete()
    decide_term(category=Category.MISSIONS, **RULE)
    migration = import_module("formation.migrations.0001_squashed_0035_papers_keep_what_was_signed")

    migration.write_table(apps, None)

    rows = {row.category: row for row in RetentionTerm.objects.all()}
    assert [rows[category].years for category in Category] == [7, 7, 10, 3, 7]
    assert not any(row.has_visa for row in rows.values())
    for category in set(Category) - {Category.MISSIONS}:
        proposed = first_term(category)
        kept = rows[category]
        assert [getattr(kept, name) for name in ("years", "start", "source", "fate")] == [
            getattr(proposed, name) for name in ("years", "start", "source", "fate")
        ]
