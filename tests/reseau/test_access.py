"""A closed position closes the access at the next request, on every page."""

from django.urls import reverse

from reseau.people.members.services import close_position
from tests.factories.reseau import PositionFactory

CLOSED = "/connexion/?acces=ferme"


def test_closed_position_logs_out_at_the_next_request(animator, coordinator, client_of):
    client = client_of(animator)
    assert client.get(reverse("reseau:members")).status_code == 200

    close_position(position=animator.positions.get(), by=coordinator)

    response = client.get(reverse("reseau:members"))
    assert (response.status_code, response.url) == (302, "/connexion/?next=%2Fmembres%2F")
    assert "_auth_user_id" not in client.session


def test_position_that_ended_yesterday_logs_out_even_on_a_public_page(former, client_of):
    client = client_of(former)

    response = client.get(reverse("reseau:directory"))

    assert (response.status_code, response.url) == (302, CLOSED)
    assert client.get(reverse("reseau:directory")).status_code == 200


def test_last_day_of_a_position_gives_access(epm, today, client_of):
    member = PositionFactory(epm=epm, end=today).member

    assert client_of(member).get(reverse("reseau:members")).status_code == 200


def test_closed_account_is_logged_out_whatever_its_positions(animator, client_of):
    client = client_of(animator)
    animator.is_active = False
    animator.save()

    assert client.get(reverse("reseau:members")).status_code == 302


def test_closing_one_of_two_positions_removes_its_rights_only(animator, epm, other_epm, coordinator, client_of):
    PositionFactory(member=animator, epm=other_epm)
    client = client_of(animator)
    url = reverse("reseau:epm_edit", args=[epm.slug])
    assert client.get(url).status_code == 200

    close_position(position=animator.positions.get(epm=epm), by=coordinator)

    assert client.get(url).status_code == 404
    assert client.get(reverse("reseau:epm_edit", args=[other_epm.slug])).status_code == 200
