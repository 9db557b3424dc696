"""Minutes: written by the coordination, approved by a later meeting, then read by all members and never changed."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services.agenda import save_item
from projets.steering.meetings.services.meetings import note_attendance
from projets.steering.minutes.models import ItemMinutes
from projets.steering.minutes.services import approve_minutes, save_minutes
from tests.factories.committee import DecisionFactory, SteeringMeetingFactory

pytestmark = pytest.mark.django_db


def path_of(name: str, meeting: SteeringMeeting) -> str:
    return reverse(f"projets:{name}", args=[meeting.pk])


@pytest.fixture
def held(db):
    return SteeringMeetingFactory(held=True)


@pytest.fixture
def later(db):
    return SteeringMeetingFactory(held=True, date=timezone.localdate() - datetime.timedelta(days=1))


def test_draft_is_the_coordination_s_and_approved_minutes_are_everybody_s(
    client_of, coordinator, stranger, held, later
):
    item = held.items.get()
    browser, reader = client_of(coordinator), client_of(stranger)
    assert f'data-keep="compte-rendu-{held.pk}"' in browser.get(path_of("minutes", held)).text
    browser.post(path_of("minutes", held), {f"text_{item.pk}": "Cent lieux sont ouverts."})
    DecisionFactory(item=item, text="Ouvrir un lieu de plus.")
    assertContains(browser.get(held.get_absolute_url()), "Cent lieux sont ouverts.")
    page = reader.get(held.get_absolute_url())
    assertNotContains(page, "Cent lieux sont ouverts.")
    assertContains(page, "Ouvrir un lieu de plus.")
    assert reader.get(path_of("minutes_pdf", held)).status_code == 404
    for name in ("minutes", "minutes_approval"):
        assert {reader.get(path_of(name, held)).status_code, reader.post(path_of(name, held)).status_code} == {404}

    page = browser.post(path_of("minutes_approval", held), {"approved_in": later.pk}, follow=True)

    assertContains(page, "Compte rendu approuvé")
    assertContains(reader.get(held.get_absolute_url()), "Cent lieux sont ouverts.")
    paper = PdfReader(io.BytesIO(reader.get(path_of("minutes_pdf", held)).content))
    words = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
    assert all(
        text in words for text in ("Cent lieux sont ouverts.", "Ouvrir un lieu de plus.", "Approuvé à la séance du")
    )
    for name in ("minutes", "minutes_approval"):
        assert browser.get(path_of(name, held)).status_code == 404


def test_approved_minutes_never_change(coordinator, held, later):
    item = held.items.get()
    save_minutes(meeting=held, texts={item.pk: "Cent lieux."}, by=coordinator)
    approve_minutes(meeting=held, approved_in=later)
    refused = (
        lambda: save_minutes(meeting=held, texts={item.pk: "Deux cents lieux."}, by=coordinator),
        lambda: approve_minutes(meeting=held, approved_in=later),
        lambda: save_item(meeting=held, item=item, title="Autre titre"),
        lambda: note_attendance(meeting=held, presences={}),
    )
    for act in refused:
        with pytest.raises(ValidationError):
            act()
    assert ItemMinutes.objects.get().text == "Cent lieux."
    for values in ({"approved_in": None}, {"state": SteeringState.HELD}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SteeringMeeting.objects.filter(pk=held.pk).update(**values)


def test_minutes_are_approved_whole_by_a_meeting_held_later(client_of, coordinator, held, later):
    browser, path = client_of(coordinator), path_of("minutes_approval", held)
    answers = [browser.post(path, {"approved_in": later.pk}), browser.post(path, {"approved_in": held.pk})]
    assert [list(answer.context["form"].errors) for answer in answers] == [["__all__"], ["approved_in"]]
    assertContains(answers[0], "pas encore de compte rendu", status_code=422)
    save_minutes(meeting=held, texts={held.items.get().pk: "Cent lieux."}, by=coordinator)
    with pytest.raises(ValidationError):
        approve_minutes(meeting=held, approved_in=SteeringMeetingFactory(convened=True))
    SteeringMeeting.objects.filter(pk=later.pk).update(date=held.date - datetime.timedelta(days=1))
    with pytest.raises(ValidationError):
        approve_minutes(meeting=held, approved_in=later)
    assertContains(browser.get(path), "Notez d’abord que la séance")

    save_minutes(meeting=held, texts={held.items.get().pk: " "}, by=coordinator)
    assert not ItemMinutes.objects.exists()
