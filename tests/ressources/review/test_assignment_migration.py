"""Migration: sheets already in review get an assignment, with the usual delay."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from ressources.authoring.publication import services as publication
from ressources.review.models import ReviewAssignment
from tests.clock import freeze_time
from tests.factories.ressources import SubmittedFactory

pytestmark = pytest.mark.django_db
assign_running_reviews = import_module("ressources.migrations.0012_review_assignment").assign_running_reviews


def test_reviews_in_progress_wait_for_a_reviewer(epm, territorial, draft):
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm)
    publication.ask_changes(page=SubmittedFactory(epm=epm), by=territorial, reason="Une pause.")
    ReviewAssignment.objects.all().delete()

    assign_running_reviews(apps, None)

    (assigned,) = ReviewAssignment.objects.all()
    assert (assigned.sheet_id, assigned.reviewer, assigned.due) == (page.pk, None, date(2026, 3, 12))
