"""The page of the computers of a place: who opens it, registers and revokes, and what the browser keeps."""

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from reseau.people.computers.models import Computer
from reseau.people.computers.recognition import COOKIE
from tests.factories.reseau import ComputerFactory


@pytest.fixture
def address(epm) -> str:
    return f"/annuaire/{epm.slug}/ordinateurs/"


@pytest.fixture(params=["colleague", "territorial", "coordinator"])
def keeper(request):
    """Everybody who keeps the record of the place."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["stranger", "other_territorial", "learner", "former"])
def other(request):
    """Everybody else."""
    return request.getfixturevalue(request.param)


def test_keeper_registers_the_computer_in_front_of_them(keeper, client_of, epm, address):
    client = client_of(keeper)

    response = client.post(address, {"name": "Poste 3"})

    computer = Computer.objects.get()
    assertRedirects(response, address)
    assert (computer.epm, computer.name, computer.registered_by) == (epm, "Poste 3", keeper)
    assert client.get(address).context["this_one"] == computer


@pytest.mark.parametrize("is_known", [True, False])
def test_list_says_who_registered_a_computer_if_it_is_known(animator, colleague, client_of, epm, address, is_known):
    ComputerFactory(epm=epm, registered_by=colleague if is_known else None)

    page = client_of(animator).get(address).content.decode()

    assert ((f" par {colleague}" in page), " par None" in page) == (is_known, False)


def test_page_of_the_place_leads_to_its_computers(animator, stranger, client_of, epm, address):
    assert address in client_of(animator).get(epm.get_absolute_url()).content.decode()
    assert address not in client_of(stranger).get(epm.get_absolute_url()).content.decode()


def test_others_find_no_page_and_register_nothing(other, client_of, epm, address):
    computer = ComputerFactory(epm=epm, name="Poste secret")
    client = client_of(other)

    answers = [
        client.get(address),
        client.post(address, {"name": "Poste 3"}),
        client.post(f"{address}{computer.pk}/retirer/"),
    ]

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert not any("Poste secret" in answer.content.decode() for answer in answers)
    assert list(Computer.objects.all()) == [computer]
    assert COOKIE not in client.cookies


def test_visitor_is_led_to_the_login(client, epm, address):
    assertRedirects(client.get(address), f"/connexion/?next={address}", fetch_redirect_response=False)


def test_registration_stays_when_people_change(animator, client_of, epm, address):
    client = client_of(animator)
    client.post(address, {"name": "Poste 3"})

    client.post("/deconnexion/")

    assert client.cookies[COOKIE].value


@pytest.mark.parametrize(("name", "code"), [("", "required"), ("Poste 1", None)])
def test_refused_name_is_told_beside_its_field(animator, client_of, epm, address, name, code):
    ComputerFactory(epm=epm, name="Poste 1")
    client = client_of(animator)

    response = client.post(address, {"name": name})

    assert response.status_code == 200
    assert [error.code for error in response.context["form"].errors.as_data()["name"]] == [code]
    assert Computer.objects.count() == 1
    assert COOKIE not in client.cookies


def test_computer_that_moves_leaves_the_list_of_its_first_place(coordinator, client_of, epm, other_epm, address):
    client = client_of(coordinator)
    client.post(f"/annuaire/{other_epm.slug}/ordinateurs/", {"name": "Portable"})

    client.post(address, {"name": "Portable"})

    assert list(Computer.objects.values_list("epm", "name")) == [(epm.pk, "Portable")]


def test_refused_move_leaves_the_computer_where_it_is(coordinator, client_of, epm, other_epm, address):
    ComputerFactory(epm=epm, name="Portable")
    client = client_of(coordinator)
    client.post(f"/annuaire/{other_epm.slug}/ordinateurs/", {"name": "Portable"})

    client.post(address, {"name": "Portable"})

    assert Computer.objects.filter(epm=other_epm).count() == 1
    assert client.get(address).context["this_one"].epm == other_epm


def test_revoked_computer_is_not_recognised_any_more(animator, colleague, client_of, epm, address):
    client = client_of(animator)
    client.post(address, {"name": "Poste 3"})
    computer = Computer.objects.get()

    response = client_of(colleague).post(f"{address}{computer.pk}/retirer/")

    assertRedirects(response, address)
    assert client.get(address).context["this_one"] is None


def test_revoking_the_computer_in_use_removes_its_cookie(animator, client_of, epm, address):
    client = client_of(animator)
    client.post(address, {"name": "Poste 3"})

    client.post(f"{address}{Computer.objects.get().pk}/retirer/")

    assert client.cookies[COOKIE].value == ""


def test_computer_of_another_place_is_not_revoked_here(animator, client_of, other_epm, address):
    computer = ComputerFactory(epm=other_epm)

    assert client_of(animator).post(f"{address}{computer.pk}/retirer/").status_code == 404
    assert Computer.objects.get() == computer


def test_list_costs_the_same_with_1_and_3_computers(animator, client_of, epm, address, queries_of):
    ComputerFactory(epm=epm, registered_by=animator)
    client = client_of(animator)
    first = queries_of(client, address)

    ComputerFactory.create_batch(2, epm=epm, registered_by=animator)

    assert queries_of(client, address) == first <= 8


def test_form_of_a_browser_that_keeps_no_cookie_registers_nothing_twice(animator, client_of, epm, address):
    client_of(animator).post(address, {"name": "Poste 3"})

    client_of(animator).post(address, {"name": "Poste 3"})

    assert Computer.objects.count() == 1


def test_cookie_without_login_opens_nothing(animator, client_of, epm, address):
    client = client_of(animator)
    client.post(address, {"name": "Poste 3"})
    visitor = Client()
    visitor.cookies[COOKIE] = client.cookies[COOKIE].value

    assert visitor.get(address).status_code == 302
