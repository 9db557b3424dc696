"""Pages of the visits of an EPM."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from reseau.directory.place_visits.models import PlaceVisit
from reseau.directory.place_visits.services import TO_COME
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PlaceVisitFactory

pytestmark = pytest.mark.django_db


def page_of(epm) -> str:
    return reverse("reseau:place_visits", args=[epm.slug])


def typed(**changes) -> dict:
    return {"date": timezone.localdate().isoformat(), "note": "Deux postes en panne."} | changes


def test_visitor_of_the_territory_notes_a_visit(client_of, epm, territorial):
    response = client_of(territorial).post(page_of(epm), typed(is_shared="on"))

    assert (response.status_code, response.url) == (302, page_of(epm))
    visit = PlaceVisit.objects.get()
    assert (visit.epm, visit.visitor, visit.is_shared) == (epm, territorial, True)


def test_refused_visit_keeps_what_was_typed(client_of, epm, territorial):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = client_of(territorial).post(page_of(epm), typed(date=tomorrow.isoformat()))

    assert response.context["form"].errors == {"date": [TO_COME]}
    assert response.context["form"]["note"].value() == "Deux postes en panne."


def test_team_reads_shared_notes_and_writes_none(client_of, epm, animator, territorial):
    PlaceVisitFactory(epm=epm, visitor=territorial, note="Entre nous.")
    shared = PlaceVisitFactory(epm=epm, visitor=territorial, is_shared=True)
    client = client_of(animator)

    response = client.get(page_of(epm))

    assert list(response.context["visits"]) == [shared]
    assert response.context["form"] is None
    assert client.post(page_of(epm), typed()).status_code == 404
    assert PlaceVisit.objects.count() == 2


def test_others_do_not_know_that_the_page_exists(client_of, client, epm, stranger, other_territorial):
    learner = LearnerFactory(epm=epm).member
    PlaceVisitFactory(epm=epm, is_shared=True)
    for member in (stranger, other_territorial, learner):
        assert client_of(member).get(page_of(epm)).status_code == 404
    assert client.get(page_of(epm)).url.startswith("/connexion/")


def test_place_leads_to_its_visits(client_of, client, epm, animator, territorial):
    def leads(who) -> bool:
        return page_of(epm) in who.get(epm.get_absolute_url()).content.decode()

    assert (leads(client_of(territorial)), leads(client_of(animator)), leads(client)) == (True, False, False)
    PlaceVisitFactory(epm=epm, visitor=territorial)
    assert leads(client_of(animator)) is False
    PlaceVisitFactory(epm=epm, visitor=territorial, is_shared=True)
    assert (leads(client_of(animator)), leads(client)) == (True, False)


def test_author_corrects_and_erases_their_note(client_of, epm, territorial):
    visit = PlaceVisitFactory(epm=epm, visitor=territorial)
    client = client_of(territorial)

    response = client.post(reverse("reseau:place_visit_edit", args=[visit.pk]), typed())
    visit.refresh_from_db()
    assert (response.status_code, visit.note) == (302, "Deux postes en panne.")

    response = client.post(reverse("reseau:place_visit_edit", args=[visit.pk]), typed(note=" "))
    assert list(response.context["form"].errors) == ["note"]

    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = client.post(reverse("reseau:place_visit_edit", args=[visit.pk]), typed(date=tomorrow.isoformat()))
    assert response.context["form"].errors == {"date": [TO_COME]}

    client.post(reverse("reseau:place_visit_delete", args=[visit.pk]))
    assert not PlaceVisit.objects.exists()


def test_note_of_somebody_else_is_theirs(client_of, epm, territorial, coordinator, animator):
    visit = PlaceVisitFactory(epm=epm, visitor=territorial, is_shared=True)
    for member in (coordinator, animator):
        for name in ("place_visit_edit", "place_visit_delete"):
            assert client_of(member).post(reverse(f"reseau:{name}", args=[visit.pk]), typed()).status_code == 404
    assert PlaceVisit.objects.get().note == "La salle est claire."


def test_page_costs_the_same_with_more(client_of, epm, territorial, django_assert_max_num_queries):
    PlaceVisitFactory(epm=epm, visitor=territorial)
    client = client_of(territorial)
    client.get(page_of(epm))
    with django_assert_max_num_queries(12) as few:
        client.get(page_of(epm))
    PlaceVisitFactory.create_batch(2, epm=epm)
    with django_assert_max_num_queries(len(few)):
        client.get(page_of(epm))
