"""Tests of the access to the booklet."""

import pytest

pytestmark = pytest.mark.django_db
OWN = "/b2i/mon-livret/livret.pdf"


def path_of(record) -> str:
    return f"{record.learner.get_absolute_url()}livret.pdf"


def test_animator_prints_booklet(client_of, animator, record):
    client = client_of(animator)
    response = client.get(path_of(record))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="livret-46-0007.pdf"'
    assert client.get(record.learner.get_absolute_url()).content.decode().count(f'href="{path_of(record)}"') == 1


def test_learner_prints_own_booklet(client_of, record):
    client = client_of(record.learner.member)
    assert client.get(OWN)["Content-Type"] == "application/pdf"
    assert client.get("/b2i/mon-livret/").content.decode().count(f'href="{OWN}"') == 1


@pytest.mark.parametrize("person", ["animator", "other_territorial", "coordinator"])
def test_other_members_cannot_print_booklet(client_of, request, other_record, person):
    assert client_of(request.getfixturevalue(person)).get(path_of(other_record)).status_code == 404


def test_learner_cannot_print_other_booklet(client_of, record, other_record):
    assert client_of(record.learner.member).get(path_of(other_record)).status_code == 404


def test_visitor_is_led_to_the_cards_or_to_the_login(client, record):
    for path, login in ((OWN, "/carte/"), (path_of(record), "/connexion/")):
        assert client.get(path)["Location"].startswith(f"{login}?next=")
