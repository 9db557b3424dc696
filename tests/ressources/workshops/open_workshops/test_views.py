"""Workshops open to all: announced from a sheet, listed for everybody, cancelled by colleagues."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ressources.authoring.upkeep.services import mark_obsolete
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from tests.factories.b2i import LearnerFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
LIST = "/ressources/prochains-ateliers/"
WORDS = "Annoncer cet atelier au public"


def form_of(sheet) -> str:
    return f"/ressources/fiches/{sheet.pk}/annoncer/"


def form_data(**changes) -> dict:
    day = timezone.localdate() + timedelta(days=5)
    return {"date": day.isoformat(), "start": "14:00", "minutes": "90", "places": "8", "note": "Gratuit."} | changes


def test_animator_announces_a_workshop_from_its_sheet(client, client_of, sheet, stranger, other_epm):
    author = client_of(stranger)
    assert author.get(sheet.get_absolute_url()).content.decode().count(f'href="{form_of(sheet)}">{WORDS}') == 1
    form = author.get(form_of(sheet)).context["form"]
    assert (form["minutes"].value(), form["places"].value()) == (60, 8)

    response = author.post(form_of(sheet), form_data(), follow=True)

    workshop = OpenWorkshop.objects.get()
    assert response.redirect_chain == [(workshop.get_absolute_url(), 302)]
    assert (workshop.epm, workshop.announced_by, workshop.note) == (other_epm, stranger, "Gratuit.")
    page = client.get(LIST).content.decode()
    assert (page.count(sheet.title), page.count("14\u00a0h"), page.count("Il n’aura pas lieu")) == (1, 1, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": ""}, "Dites quel jour."),
        ({"date": "2020-01-01"}, "Ce jour est passé"),
        ({"start": "midi"}, "Écrivez l’heure comme dans 14:30."),
        ({"minutes": "2"}, "Un atelier dure au moins 5"),
        ({"places": "0"}, "Il faut au moins une place."),
        ({"note": "x" * 201}, "200 caractères au plus"),
    ],
)
def test_errors_are_explained_and_form_data_is_kept(client_of, sheet, animator, changes, sentence):
    response = client_of(animator).post(form_of(sheet), form_data(**{"note": "À gauche de la mairie", **changes}))
    page = response.content.decode()
    assert (response.status_code, OpenWorkshop.objects.count()) == (422, 0)
    assert page.count(sentence) >= 1
    assert page.count(changes.get("note", "À gauche de la mairie")) >= 1


def test_second_announcement_is_explained(client_of, sheet, animator):
    client = client_of(animator)
    client.post(form_of(sheet), form_data())
    response = client.post(form_of(sheet), form_data())
    assert (response.status_code, response.content.decode().count("déjà annoncé à cette heure-là")) == (422, 1)


def test_only_public_sheets_are_announced(client_of, animator, sheet, member_sheet, draft):
    client = client_of(animator)
    assert [client.get(form_of(page)).status_code for page in (member_sheet, draft)] == [404, 404]
    mark_obsolete(page=sheet, by=animator, reason="Trop ancienne.")
    assert client.post(form_of(sheet), form_data()).status_code == 404


def test_epm_of_others_is_refused(client_of, sheet, territorial, other_epm, epm):
    EPMFactory(commune=epm.commune)
    response = client_of(territorial).post(form_of(sheet), form_data(epm=str(other_epm.pk)))
    assert (response.status_code, OpenWorkshop.objects.count()) == (422, 0)


def test_outsiders_cannot_announce_a_workshop(client, client_of, sheet, epm):
    learner = client_of(LearnerFactory(epm=epm).member)
    assert learner.post(form_of(sheet), form_data()).status_code == 404
    assert client.post(form_of(sheet), form_data())["Location"].startswith("/connexion/")
    assert OpenWorkshop.objects.count() == 0


@pytest.mark.parametrize("who", ["animator", "colleague", "territorial", "coordinator"])
def test_colleagues_and_territorial_animators_cancel_a_workshop(client_of, request, epm, animator, who):
    workshop = OpenWorkshopFactory(epm=epm, announced_by=animator)
    client = client_of(request.getfixturevalue(who))
    assert client.get(workshop.get_absolute_url()).content.decode().count("Il n’aura pas lieu") == 1
    client.post(f"{LIST}{workshop.pk}/annuler/")
    workshop.refresh_from_db()
    assert workshop.cancelled_at is not None


@pytest.mark.parametrize("who", ["stranger", "other_territorial"])
def test_others_cannot_cancel_a_workshop(client_of, request, epm, who):
    workshop = OpenWorkshopFactory(epm=epm)
    client = client_of(request.getfixturevalue(who))
    assert client.get(workshop.get_absolute_url()).content.decode().count("Il n’aura pas lieu") == 0
    assert client.post(f"{LIST}{workshop.pk}/annuler/").status_code == 404
    assert OpenWorkshop.objects.to_come().count() == 1


def test_list_is_filtered_around_a_commune(client, epm, other_epm):
    near_workshop, far_workshop = OpenWorkshopFactory(epm=epm), OpenWorkshopFactory(epm=other_epm)
    commune = epm.commune
    commune.town_hall_latitude, commune.town_hall_longitude = epm.latitude, epm.longitude
    commune.save()
    other_epm.latitude = epm.latitude + 1
    other_epm.save()
    page = client.get(LIST, {"q": "gramat"}).content.decode()
    assert (page.count(near_workshop.sheet.title), page.count(far_workshop.sheet.title), page.count("(tout près)")) == (
        1,
        0,
        1,
    )


@pytest.mark.parametrize(
    ("q", "title", "is_unknown"),
    [
        ("", "Dans tout le département", False),
        ("gramat", "À moins de {near}\u00a0km de Gramat", False),
        ("nulle part", "Dans tout le département", True),
    ],
)
def test_list_says_where_its_workshops_are(client, epm, q, title, is_unknown):
    OpenWorkshopFactory(epm=epm)
    response = client.get(LIST, {"q": q})
    page = response.content.decode()
    assert f"<h2>{title.format(near=response.context['near'])}</h2>" in page
    assert page.count("Nous ne trouvons pas cette commune") == is_unknown
    assert "Aucun atelier n’est annoncé" not in page


def test_empty_list_links_to_the_places(client):
    assert client.get(LIST).content.decode().count("Aucun atelier n’est annoncé pour l’instant") == 1


@pytest.mark.parametrize("who", ["", "animator"])
def test_list_uses_the_same_queries_for_one_and_three(client, client_of, request, who):
    reader = client_of(request.getfixturevalue(who)) if who else client

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            reader.get(LIST)
        return len(captured_queries)

    OpenWorkshopFactory()
    reader.get(LIST)
    with_one = count_queries()
    OpenWorkshopFactory.create_batch(2)
    assert count_queries() == with_one <= 10


def test_page_of_an_epm_shows_its_next_workshops(client, epm):
    workshop = OpenWorkshopFactory(epm=epm)
    OpenWorkshopFactory()
    page = client.get(epm.get_absolute_url()).content.decode()
    assert page.count("Prochains ateliers ouverts à tous") == 1
    assert page.count(f"{workshop.sheet.title}</a>") == 1


@pytest.mark.parametrize(("path", "links"), [("/", 2), ("/ressources/", 1)])
def test_public_pages_link_to_the_list(client, path, links):
    assert client.get(path).content.decode().count(f'href="{LIST}"') == links
