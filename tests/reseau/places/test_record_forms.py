"""The forms of the record of a place: who fills them, what they keep, what they refuse."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from reseau.places.models.epm import EPM
from reseau.places.vocabulary import FeatureKind

pytestmark = pytest.mark.django_db
PARTS = ["epm_edit", "epm_offer_edit", "epm_host_edit"]
NO_LINES = {"salles-TOTAL_FORMS": "1", "salles-INITIAL_FORMS": "0"}
HOST = {"seats": "12", "workstations": "6", **NO_LINES}
SIRET = "00000000000018"


def url_of(epm: EPM, part: str = "epm_edit") -> str:
    return reverse(f"reseau:{part}", args=[epm.slug])


def saved(epm: EPM) -> EPM:
    return EPM.objects.get(pk=epm.pk)


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("animator", 200),
        ("territorial", 200),
        ("coordinator", 200),
        ("stranger", 404),
        ("other_territorial", 404),
        ("learner", 404),
        ("former", 302),
    ],
)
@pytest.mark.parametrize("part", PARTS)
def test_record_is_edited_by_its_team_and_its_territory(request, client_of, epm, person, status, part):
    client = client_of(request.getfixturevalue(person))
    EPM.objects.update(updated_on="2020-01-01")

    assert client.get(url_of(epm, part)).status_code == status
    answer = client.post(url_of(epm, part), HOST | {"is_open": "on"})

    assert answer.status_code == (302 if status == 200 else status)
    assert (saved(epm).updated_on == timezone.localdate()) == (status == 200)


def test_visitor_is_redirected_to_login_before_the_form(client, epm):
    assertRedirects(
        client.get(url_of(epm)), f"/connexion/?next={quote(url_of(epm), safe='')}", fetch_redirect_response=False
    )


@pytest.mark.parametrize(("address", "lead"), [("Le bourg", "EPM de Gramat, Le bourg"), ("", "EPM de Gramat")])
def test_form_says_which_place_it_is_about(client_of, epm, animator, address, lead):
    EPM.objects.update(address=address)
    assert f'<p class="lead">{lead}</p>' in client_of(animator).get(url_of(epm)).content.decode()


def test_saved_contact_shows_a_message_and_keeps_what_it_does_not_hold(client_of, epm, animator):
    data = {
        "phone": "05 36 49 00 01",
        "email": "gramat@example.org",
        "website": "gramat.example.org",
        "is_accessible": "on",
        "is_open": "on",
        "name": "Pris d’assaut",
        "slug": "pris",
        "opening_hours": "24/7",
    }

    response = client_of(animator).post(url_of(epm), data, follow=True)

    assert response.redirect_chain == [(epm.get_absolute_url(), 302)]
    assert [str(message) for message in response.context["messages"]] == ["La fiche du lieu est à jour. Merci\u00a0!"]
    kept = saved(epm)
    assert (kept.name, kept.slug, kept.opening_hours) == (epm.name, epm.slug, epm.opening_hours)
    assert (kept.phone, kept.website) == ("05 36 49 00 01", "https://gramat.example.org")
    assert (kept.is_accessible, kept.is_open) == (True, True)


def test_closure_announced_meanwhile_survives_a_saved_part(client_of, epm, animator, monkeypatch):
    """The form read the place before a colleague announced a closure, and is saved after."""
    read = EPM.objects.get(pk=epm.pk)
    EPM.objects.update(opening_hours="Tu 14:00-18:00; 2030 Dec 24 off")
    monkeypatch.setattr("django.views.generic.detail.SingleObjectMixin.get_object", lambda self, queryset=None: read)

    client_of(animator).post(url_of(epm), {"phone": "05 36 49 00 02", "is_open": "on"})

    assert (saved(epm).opening_hours, saved(epm).phone) == ("Tu 14:00-18:00; 2030 Dec 24 off", "05 36 49 00 02")


def test_refused_contact_shows_errors_and_keeps_form_data(client_of, epm, animator):
    data = {"email": "pas une adresse", "website": "pas un site", "address_complement": "Au premier étage"}

    response = client_of(animator).post(url_of(epm), data)

    assert set(response.context["form"].errors) == {"email", "website"}
    page = response.content.decode()
    assert page.count("Il reste 2 points à corriger") == 1
    assert [page.count(f'value="{typed}"') for typed in data.values()] == [1, 1, 1]


def test_offer_is_kept_in_the_words_of_the_schema(client_of, epm, animator):
    services = ["Aide aux démarches administratives", "Loisirs et créations numériques"]
    client = client_of(animator)
    client.post(
        url_of(epm, "epm_offer_edit"), {"services": services, "frais_a_charge": ["Gratuit"], "summary": "Venez."}
    )
    assert saved(epm).features_by_kind() == {FeatureKind.PRICE: ["Gratuit"], FeatureKind.SERVICE: services}

    client.post(url_of(epm, "epm_offer_edit"), {"services": services[1:]})

    assert saved(epm).features_by_kind() == {FeatureKind.SERVICE: services[1:]}
    assert saved(epm).summary == ""


def test_word_that_is_not_of_the_schema_is_refused(client_of, epm, animator):
    response = client_of(animator).post(
        url_of(epm, "epm_offer_edit"), {"services": ["Garde d’enfants"], "summary": "Oui"}
    )

    assert set(response.context["form"].errors) == {"services"}
    assert response.content.decode().count("Oui</textarea>") == 1


@pytest.mark.parametrize("typed", [SIRET, "000 000 000 00018", "w463001234", "35600000000048"])
def test_siret_is_taken_however_it_is_copied(client_of, epm, animator, typed):
    assert client_of(animator).post(url_of(epm, "epm_host_edit"), HOST | {"pivot": typed}).status_code == 302
    assert saved(epm).pivot == typed.replace(" ", "").upper()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("00000000000019", "Un chiffre de ce SIRET est faux\u00a0: recopiez les quatorze chiffres."),
        ("123456789", "Quatorze chiffres (SIRET), ou W et neuf chiffres (RNA)."),
        ("W12345678", "Quatorze chiffres (SIRET), ou W et neuf chiffres (RNA)."),
    ],
)
def test_mistyped_siret_is_refused_with_the_reason(client_of, epm, animator, typed, message):
    response = client_of(animator).post(url_of(epm, "epm_host_edit"), HOST | {"pivot": typed})

    assert response.context["form"].errors == {"pivot": [message]}


def test_rooms_are_kept_line_by_line(client_of, epm, animator):
    lines = {"salles-0-name": "Salle du conseil", "salles-0-capacity": "20", "salles-0-is_accessible": "on"}
    client_of(animator).post(url_of(epm, "epm_host_edit"), HOST | lines)

    assert list(epm.rooms.values_list("name", "capacity", "is_accessible")) == [("Salle du conseil", 20, True)]


def test_room_without_seats_is_refused_and_nothing_typed_is_lost(client_of, epm, animator):
    typed = {"salles-0-name": "Salle du conseil", "host_name": "Commune de Gramat"}

    response = client_of(animator).post(url_of(epm, "epm_host_edit"), HOST | typed)

    assert response.context["form"].rooms.errors == [{"capacity": ["Champ requis."]}]
    assert response.context["form"].non_field_errors() == ["Une des autres salles est à compléter, plus bas."]
    page = response.content.decode()
    assert [page.count(f'value="{words}"') for words in typed.values()] == [1, 1]
    assert (epm.rooms.count(), saved(epm).seats) == (0, 8)
