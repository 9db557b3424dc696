"""The team of an EPM: who reads and changes it, and its invitations."""

import pytest
from django.urls import reverse

from reseau.people.invitations.models import Invitation
from reseau.people.members.models.position import Position
from tests.factories.reseau import InvitationFactory, PositionFactory


@pytest.fixture
def referent(animator):
    animator.positions.update(is_referent=True)
    return animator


def team_url(epm) -> str:
    return reverse("reseau:team", args=[epm.slug])


def reference_url(member) -> str:
    position = member.positions.get()
    return reverse("reseau:set_referent", args=[position.epm.slug, position.pk])


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("referent", 200),
        ("territorial", 200),
        ("coordinator", 200),
        ("colleague", 404),
        ("stranger", 404),
        ("other_territorial", 404),
        ("learner", 404),
        ("former", 302),
    ],
)
def test_team_is_kept_by_those_who_answer_for_it(request, client_of, epm, colleague, referent, person, status):
    client = client_of(request.getfixturevalue(person))

    assert client.get(team_url(epm)).status_code == status
    assert client.post(reference_url(colleague)).status_code == (302 if status == 200 else status)
    assert colleague.positions.get().is_referent is (status == 200)


def test_page_shows_the_team_and_its_open_invitations_alone(client_of, referent, colleague, stranger, epm, other_epm):
    InvitationFactory(epm=epm, email="ici@example.org")
    InvitationFactory(epm=other_epm, email="ailleurs@example.org")

    response = client_of(referent).get(team_url(epm))

    assert [position.member for position in response.context["positions"]] == [referent, colleague]
    assert [invitation.email for invitation in response.context["invitations"]] == ["ici@example.org"]
    assert response.context["relays"] == []
    assert [words in response.text for words in ("ailleurs@example.org", str(stranger))] == [False, False]


def test_place_without_person_of_reference_says_who_takes_over(client_of, animator, territorial, coordinator, epm):
    assert client_of(coordinator).get(team_url(epm)).context["relays"] == [territorial]
    territorial.positions.all().delete()
    assert client_of(coordinator).get(team_url(epm)).context["relays"] == [coordinator]


def test_last_person_of_reference_stays_until_another_is_named(client_of, referent, colleague, epm):
    client = client_of(referent)
    response = client.post(reference_url(referent), {"valeur": "non"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Nommez d’abord une autre personne référente dans ce lieu."
    ]
    assert referent.positions.get().is_referent is True

    client.post(reference_url(colleague))
    response = client.post(reference_url(referent), {"valeur": "non"})

    assert response.url == epm.get_absolute_url()
    assert (referent.positions.get().is_referent, colleague.positions.get().is_referent) == (False, True)
    assert client.get(team_url(epm)).status_code == 404


def test_position_of_another_place_is_not_named_from_here(client_of, referent, stranger, epm):
    url = reverse("reseau:set_referent", args=[epm.slug, stranger.positions.get().pk])

    assert client_of(referent).post(url).status_code == 404
    assert stranger.positions.get().is_referent is False


def test_person_of_reference_invites_into_their_place_and_sees_no_other(client_of, referent, epm, other_epm):
    elsewhere = InvitationFactory(epm=other_epm, email="ailleurs@example.org")
    client = client_of(referent)
    form = client.get("/membres/invitations/nouvelle/").context["form"]
    assert (list(form.fields["epm"].queryset), form.initial["epm"], "role" in form.fields) == ([epm], epm.pk, False)

    data = {"email": "n@example.org", "first_name": "N", "last_name": "V", "contract": "paid"}
    assert client.post("/membres/invitations/nouvelle/", data | {"epm": other_epm.pk}).status_code == 200
    assert client.post("/membres/invitations/nouvelle/", data | {"epm": epm.pk}).status_code == 302

    page = client.get("/membres/invitations/")
    assert [invitation.email for invitation in page.context["invitations"]] == ["n@example.org"]
    for action in ("invitation_resend", "invitation_cancel"):
        assert client.post(reverse(f"reseau:{action}", args=[elsewhere.pk])).status_code == 404
    assert Invitation.objects.filter(pk=elsewhere.pk).exists()


@pytest.mark.parametrize("key", ["", "x", "99999999999", "-1"])
def test_place_in_the_address_of_an_invitation_may_be_anything(client_of, coordinator, key):
    assert client_of(coordinator).get("/membres/invitations/nouvelle/", {"epm": key}).status_code == 200


def test_team_costs_the_same_with_1_and_20_people(client_of, coordinator, referent, epm, queries_of):
    client = client_of(coordinator)
    InvitationFactory(epm=epm)
    with_one = queries_of(client, team_url(epm))
    for _ in range(19):
        PositionFactory(epm=epm)
        InvitationFactory(epm=epm)

    assert Position.objects.filter(epm=epm).count() == 20
    assert queries_of(client, team_url(epm)) == with_one
    assert with_one <= 10
