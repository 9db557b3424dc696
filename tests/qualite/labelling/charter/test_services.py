"""Charters: starting texts, next version, entry into force."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from qualite.labelling.charter.models import Charter, Criterion
from qualite.labelling.charter.services import draft_next_version, ensure_starting_charters, put_in_force
from tests.factories.qualite import CharterFactory, CriterionFactory

pytestmark = pytest.mark.django_db


def in_force_yesterday(**values) -> Charter:
    return CharterFactory(starts_on=timezone.localdate() - datetime.timedelta(days=1), **values)


def test_starting_charters_are_in_force_and_each_criterion_has_a_source():
    charters = ensure_starting_charters()

    assert [(charter.slug, charter.is_in_force) for charter in charters] == [
        ("epm", True),
        ("relais-de-services-publics", True),
    ]
    assert Charter.objects.get(slug="epm").origin.startswith("Charte de départ, écrite pour ce site")
    assert not Criterion.objects.filter(source="").exists()


def test_starting_charters_overwrite_nothing():
    ensure_starting_charters()
    Charter.objects.filter(slug="epm").update(name="Notre charte")

    assert ensure_starting_charters() == []
    assert Charter.objects.filter(name="Notre charte").count() == 1


def test_public_relay_charter_has_one_criterion_for_each_of_its_five_axes():
    ensure_starting_charters()

    axes = Charter.objects.get(slug="relais-de-services-publics").axes.all()

    assert [axis.criteria.count() for axis in axes] == [1, 1, 1, 1, 1]


def test_next_version_is_a_draft_with_the_same_criteria():
    criterion = CriterionFactory(title="Ouvert le samedi", is_required=True, axis__charter__slug="epm")

    draft = draft_next_version(charter=criterion.axis.charter)

    copy = draft.criteria[0]
    assert (draft.version, draft.slug, draft.is_draft) == (2, "epm", True)
    assert (copy.slug, copy.title, copy.is_required) == (criterion.slug, "Ouvert le samedi", True)
    assert copy.pk != criterion.pk


def test_second_draft_of_a_charter_is_refused():
    charter = CriterionFactory().axis.charter
    draft_next_version(charter=charter)

    with pytest.raises(ValidationError, match="Un brouillon de cette charte existe déjà"):
        draft_next_version(charter=charter)


def test_version_put_in_force_ends_the_one_before_the_day_before():
    charter = in_force_yesterday()
    CriterionFactory(axis__charter=charter)
    draft = draft_next_version(charter=charter)

    put_in_force(charter=draft)

    today = timezone.localdate()
    versions = Charter.objects.filter(slug=charter.slug).order_by("version")
    assert list(versions.values_list("starts_on", "ends_on")) == [
        (today - datetime.timedelta(days=1), today - datetime.timedelta(days=1)),
        (today, None),
    ]
    assert Charter.objects.in_force().get(slug=charter.slug) == draft


def test_charter_without_a_criterion_does_not_enter_into_force():
    with pytest.raises(ValidationError, match="pas encore de critère"):
        put_in_force(charter=CharterFactory(draft=True))


def test_version_in_force_does_not_enter_into_force_again():
    with pytest.raises(ValidationError, match="déjà entrée en vigueur"):
        put_in_force(charter=CriterionFactory().axis.charter)


def test_two_versions_do_not_begin_on_one_day():
    charter = CriterionFactory().axis.charter
    draft = draft_next_version(charter=charter)

    with pytest.raises(ValidationError, match="a commencé aujourd’hui"):
        put_in_force(charter=draft)


def test_version_in_force_is_frozen():
    charter = CharterFactory()
    charter.name = "Un autre nom"

    with pytest.raises(ValidationError, match="elle ne change plus"):
        charter.full_clean()
