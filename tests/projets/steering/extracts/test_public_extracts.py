"""The public extract: what was written for it, once the minutes are approved, without a name; all the rest is a 404."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from projets.steering.committee.services import appoint
from projets.steering.decisions.models import SteeringDecision
from projets.steering.extracts.models import PublicItem
from projets.steering.extracts.names import name_in
from projets.steering.extracts.services import publish_extract
from projets.steering.meetings.services.agenda import save_item
from projets.steering.minutes.services import approve_minutes, save_minutes
from tests.factories.committee import CommitteePositionFactory, DecisionFactory, SteeringMeetingFactory
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


@pytest.fixture
def meeting(coordinator, colleague):
    """A meeting with two items, each with a decision, whose minutes name people; not approved yet."""
    position = CommitteePositionFactory(name="Présidence")
    appoint(position=position, since=datetime.date(2026, 1, 1), by=coordinator, outsider="Claude Lenoir (fictif)")
    meeting = SteeringMeetingFactory(held=True, item="Où en est le réseau")
    save_item(meeting=meeting, title="Un sujet réservé")
    for rank, item in enumerate(meeting.items.all(), start=1):
        by_position = {"position": position, "outsider": ""} if rank == 1 else {"member": colleague, "outsider": ""}
        DecisionFactory(item=item, text=f"Décision {rank}.", **by_position)
    texts = {item.pk: f"Claude Lenoir présente le point {item.rank}." for item in meeting.items.all()}
    save_minutes(meeting=meeting, texts=texts, by=coordinator)
    return meeting


@pytest.fixture
def approve(meeting):
    def move():
        later = SteeringMeetingFactory(held=True, date=timezone.localdate() - datetime.timedelta(days=1))
        approve_minutes(meeting=meeting, approved_in=later)

    return move


def public_path(meeting) -> str:
    return reverse("projets:public_extract", args=[meeting.pk])


def test_visitor_reads_what_is_written_for_the_public_and_nothing_else(
    client, client_of, coordinator, stranger, colleague, meeting, approve
):
    first = meeting.items.first()
    form_path = reverse("projets:extract_edit", args=[meeting.pk])
    browser = client_of(coordinator)
    assert browser.get(form_path).status_code == 404
    with pytest.raises(ValidationError):
        publish_extract(meeting=meeting, words={first.pk: "Cent lieux."}, decisions=[])
    approve()
    assert {each.get(form_path).status_code for each in (client_of(stranger),)} == {404}
    paths = [public_path(meeting), meeting.get_absolute_url(), first.decisions.get().get_absolute_url()]
    assert [client.get(path).status_code for path in paths] == [404, 302, 302]
    assertContains(client.get(reverse("projets:public_extracts")), "Aucun extrait n’est encore publié.")

    decision = f"decision_{first.decisions.get().pk}"
    page = browser.post(form_path, {f"words_{first.pk}": "Cent lieux sont ouverts.", decision: "on"}, follow=True)

    assertContains(page, "L’extrait est enregistré")
    page = client.get(public_path(meeting))
    for words in ("Cent lieux sont ouverts.", "Où en est le réseau", "Décision 1.", "Présidence"):
        assertContains(page, words)
    for words in ("Lenoir", "Un sujet réservé", "Décision 2.", str(colleague), "présente le point", "Lire toute"):
        assertNotContains(page, words)
    listed = client.get(reverse("projets:public_extracts"))
    assertContains(listed, "Où en est le réseau")
    assertNotContains(listed, "Un sujet réservé")
    assertContains(client_of(stranger).get(public_path(meeting)), "Lire toute la séance")

    browser.post(form_path, {})
    assert client.get(public_path(meeting)).status_code == 404


def test_names_of_the_meeting_are_refused_beside_their_field(client_of, coordinator, colleague, meeting, approve):
    approve()
    first, second = meeting.items.all()
    decisions = {item.pk: item.decisions.get() for item in (first, second)}
    SteeringDecision.objects.filter(pk=decisions[first.pk].pk).update(text=f"Écrire à {colleague}.")
    path, browser = reverse("projets:extract_edit", args=[meeting.pk]), client_of(coordinator)
    typed = {f"words_{first.pk}": "Cent lieux sont ouverts."}
    answers = [
        browser.post(path, {f"words_{first.pk}": "Claude Lenoir préside."}),
        browser.post(path, {f"words_{first.pk}": "M. Lenoir préside."}),
        browser.post(path, typed | {f"decision_{decisions[first.pk].pk}": "on"}),
        browser.post(path, typed | {f"decision_{decisions[second.pk].pk}": "on"}),
    ]
    assert [(answer.status_code, list(answer.context["form"].errors)) for answer in answers] == [
        (422, [f"words_{first.pk}"]),
        (422, [f"words_{first.pk}"]),
        (422, [f"decision_{decisions[first.pk].pk}"]),
        (422, [f"decision_{decisions[second.pk].pk}"]),
    ]
    assert not PublicItem.objects.exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Élise Petit ouvre.", "Elise Petit"),
        ("M. PETIT", "Petit"),
        ("Petit, puis rien", "Petit"),
        ("un petit budget", ""),
    ],
)
def test_name_is_a_whole_word_with_its_capital(text, found):
    assert name_in(text, {"Elise Petit", "Petit"}) == found


def test_visitors_find_the_public_words_and_lose_them_with_the_extract(client, coordinator, meeting, approve):
    approve()
    first = meeting.items.first()
    publish_extract(meeting=meeting, words={first.pk: "Cent lieux sont ouverts."}, decisions=[])
    indexed("steering_extract")
    link = f'href="{public_path(meeting)}#point-{first.pk}"'
    assert link in client.get("/recherche/", {"q": "cent lieux ouverts"}).text
    for secret in ("lenoir", "réservé"):
        assert public_path(meeting) not in client.get("/recherche/", {"q": secret}).text

    noted("steering_extract")
    key = PublicItem.objects.get().pk
    publish_extract(meeting=meeting, words={}, decisions=[])
    assert noted("steering_extract") == {str(key)}
    assert link not in client.get("/recherche/", {"q": "cent lieux ouverts"}).text
