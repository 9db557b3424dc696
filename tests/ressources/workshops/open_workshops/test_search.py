"""Workshops to come in the search: public like their sheets, gone once their day has passed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.announcements import cancel_workshop, change_workshop
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.indexing import indexed
from tests.moments import days_from_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
KIND = "open_workshop"


@pytest.fixture
def workshop(epm):
    return OpenWorkshopFactory(epm=epm, note="Apportez un téléphone.")


def document_of(workshop):
    return source(KIND).document(source(KIND).queryset().get(pk=workshop.pk))


def test_document_says_what_when_and_where_and_names_nobody(workshop):
    document = document_of(workshop)
    assert (document.title, document.url) == (workshop.sheet.title, workshop.get_absolute_url())
    assert document.summary.endswith("14\u00a0h, EPM de Gramat")
    assert document.facets == {
        "territory": ("Figeac",),
        "epm": ("EPM de Gramat",),
        "commune": ("Gramat",),
        "weekday": (str(workshop.date.weekday()),),
        "month": (f"{workshop.date:%Y-%m}",),
    }
    assert workshop.announced_by.last_name not in repr(document)


def test_cancelled_moved_and_withdrawn_workshops_follow(workshop, epm):
    other = OpenWorkshopFactory(epm=epm)
    assert indexed(KIND) == {str(workshop.pk), str(other.pk)}
    cancel_workshop(workshop=workshop)
    assert indexed(KIND) == {str(other.pk)}
    change_workshop(workshop=other, values={"date": other.date + timedelta(days=1)})
    assert indexed(KIND) == {str(other.pk)}
    other.sheet.unpublish()
    assert indexed(KIND) == set()


def test_past_days_are_told_to_the_index(workshop):
    today = workshop.date + timedelta(days=1)
    assert list(source(KIND).changed_by_days(workshop.date, today)) == [workshop.pk]
    assert list(source(KIND).changed_by_days(timezone.localdate(), workshop.date)) == []
    with freeze_time(days_from_now(11)):
        assert list(source(KIND).visible_to(AnonymousUser())) == []


def test_related_paths_reach_the_workshop(workshop):
    related = source(KIND).related()
    sheet = workshop.sheet
    sheet.tags.add("photo")
    sheet.save()
    parents = (sheet.sheet_ptr, sheet.page_ptr)
    tags = (sheet.tagged_items.get(), sheet.tags.get())
    places = (workshop.epm, workshop.epm.commune, workshop.epm.commune.territory)
    for instance in (sheet, *parents, *tags, *places):
        assert OpenWorkshop.objects.get(**{related[type(instance)]: instance}) == workshop
