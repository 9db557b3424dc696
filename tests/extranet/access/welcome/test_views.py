"""The first login in three steps: each may be passed over, left and taken up, and nothing written is lost."""

import pytest

from alertes.choices.preferences.rhythms import mailed_matters
from alertes.enums import Matter
from reseau.people.members.models.member import Member
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import InvitationFactory

pytestmark = pytest.mark.django_db

WHO = {"first_name": "Jeanne", "last_name": "Alibert", "phone": "05 65 00 00 00", "about": "Photo, vidéo."}
PLACE = {"phone": "05 65 11 11 11", "presentation": "Six postes."}


@pytest.fixture
def newcomer(animator):
    """An animator who has just accepted an invitation."""
    animator.welcome_step = 1
    animator.save()
    return animator


def step_of(member: Member) -> int | None:
    return Member.objects.get(pk=member.pk).welcome_step


def test_accepted_invitation_opens_the_first_step(client, territorial, epm):
    invitation = InvitationFactory(invited_by=territorial, epm=epm)
    password = "un-mot-de-passe-bien-long"

    answer = client.post(
        invitation.get_absolute_url(), {"new_password1": password, "new_password2": password}, follow=True
    )

    assert answer.redirect_chain[-1][0] == "/bienvenue/1/"
    assert step_of(Member.objects.get(email=invitation.email)) == 1


def test_three_steps_keep_what_is_written(client_of, newcomer, epm):
    client = client_of(newcomer)

    client.post("/bienvenue/1/", WHO)
    client.post("/bienvenue/2/", PLACE)
    answer = client.post("/bienvenue/3/", {Matter.TRAINING: "on"}, follow=True)

    newcomer.refresh_from_db()
    epm.refresh_from_db()
    assert (newcomer.first_name, newcomer.about) == ("Jeanne", "Photo, vidéo.")
    assert (epm.phone, epm.presentation) == ("05 65 11 11 11", "Six postes.")
    assert mailed_matters(newcomer) == {Matter.TRAINING}
    assert newcomer.welcome_step is None
    assert "Votre arrivée" not in answer.content.decode()


def test_left_step_is_kept_and_the_home_leads_to_the_next(client_of, newcomer):
    client = client_of(newcomer)

    answer = client.post("/bienvenue/1/", {**WHO, "later": ""}, follow=True)

    assert answer.redirect_chain[-1][0] == "/"
    assert "Encore deux étapes" in answer.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.about == "Photo, vidéo."
    assert client.get("/bienvenue/").url == "/bienvenue/2/"


@pytest.mark.parametrize("step", [1, 2, 3])
def test_step_may_be_passed_over_without_writing(client_of, newcomer, step):
    page = client_of(newcomer).get(f"/bienvenue/{step}/").content.decode()

    following = f"/bienvenue/{step + 1}/" if step < 3 else "/"
    assert f'href="{following}">Passer cette étape</a>' in page
    assert step_of(newcomer) == 1


def test_refused_step_keeps_what_is_typed(client_of, newcomer):
    answer = client_of(newcomer).post("/bienvenue/1/", {**WHO, "last_name": "", "about": "Couture connectée."})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Couture connectée." in page
    assert "data-errors" in page
    assert f"Bienvenue, {newcomer.first_name}" in page
    assert step_of(newcomer) == 1


def test_arrival_is_proposed_no_more_when_the_member_says_so(client_of, newcomer):
    client = client_of(newcomer)

    answer = client.post("/bienvenue/fin/", follow=True)

    assert step_of(newcomer) is None
    assert "Votre arrivée" not in answer.content.decode()


def test_step_done_again_does_not_bring_back(client_of, newcomer):
    newcomer.welcome_step = 3
    newcomer.save()

    client_of(newcomer).post("/bienvenue/1/", WHO)

    assert step_of(newcomer) == 3


@pytest.mark.parametrize("role", ["territorial", "coordinator"])
def test_member_without_place_passes_the_second_step(client_of, request, role):
    member = request.getfixturevalue(role)
    client = client_of(member)

    assert client.get("/bienvenue/2/").status_code == 200
    assert client.post("/bienvenue/2/").url == "/bienvenue/3/"


def test_learner_has_no_such_page(client_of):
    assert client_of(LearnerFactory().member).get("/bienvenue/1/").status_code == 404


def test_unknown_step_is_not_found(client_of, animator):
    assert client_of(animator).get("/bienvenue/4/").status_code == 404
