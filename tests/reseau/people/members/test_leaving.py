"""« Quitter le réseau »: each member chooses for themselves what becomes of their name, the careful way at first."""

import pytest
from pytest_django.asserts import assertRedirects

from reseau.people.members.models.member import Member

pytestmark = pytest.mark.django_db

ADDRESS = "/compte/depart/"


def test_page_proposes_the_careful_choice_and_leads_to_the_request(client_of, animator):
    browser = client_of(animator)
    response = browser.get(ADDRESS)

    assert response.context["form"]["keeps_name"].value() is False
    assert 'href="/contact/?sujet=donnees"' in response.content.decode()
    assert f'href="{ADDRESS}"' in browser.get("/compte/").content.decode()


@pytest.mark.parametrize(("given", "kept"), [("True", True), ("False", False)])
def test_member_chooses_for_themselves_alone(client_of, animator, colleague, given, kept):
    Member.objects.update(keeps_name=not kept)

    assertRedirects(client_of(animator).post(ADDRESS, {"keeps_name": given}), ADDRESS)

    assert dict(Member.objects.values_list("pk", "keeps_name")) == {
        pk: kept if pk == animator.pk else not kept for pk in Member.objects.values_list("pk", flat=True)
    }


@pytest.mark.parametrize("given", [{}, {"keeps_name": ""}, {"keeps_name": "oui"}])
def test_choice_that_is_none_is_refused_beside_the_field(client_of, animator, given):
    response = client_of(animator).post(ADDRESS, given)

    assert list(response.context["form"].errors) == ["keeps_name"]
    animator.refresh_from_db()
    assert animator.keeps_name is False


@pytest.mark.parametrize("who", ["learner", "former"])
def test_who_is_not_of_the_network_has_no_such_page(client_of, request, who):
    person = request.getfixturevalue(who)
    member = getattr(person, "member", person)

    assert client_of(member).post(ADDRESS, {"keeps_name": "True"}).status_code in {302, 404}
    member.refresh_from_db()
    assert member.keeps_name is False


def test_visitor_is_sent_to_the_login(client):
    assert client.get(ADDRESS).url.partition("?")[0] == "/connexion/"


# Noted by a coordinator, for somebody who said it


def said(member) -> str:
    return f"/membres/{member.pk}/depart/"


def test_coordinator_notes_what_somebody_said(client_of, coordinator, animator):
    browser = client_of(coordinator)
    page = browser.get(animator.get_absolute_url()).content.decode()
    assert f'href="{said(animator)}"' in page
    assert browser.get(said(animator)).context["form"]["keeps_name"].value() is False

    answer = browser.post(said(animator), {"keeps_name": "True", "keeps_name_note": "Au téléphone, le 3 mars."})

    assertRedirects(answer, animator.get_absolute_url())
    animator.refresh_from_db()
    assert (animator.keeps_name, animator.keeps_name_note) == (True, "Au téléphone, le 3 mars.")


def test_member_reads_what_was_noted_and_changes_it(client_of, animator):
    Member.objects.filter(pk=animator.pk).update(keeps_name=True, keeps_name_note="Au téléphone, le 3 mars.")
    browser = client_of(animator)
    assert "Au téléphone, le 3 mars." in browser.get(ADDRESS).content.decode()

    browser.post(ADDRESS, {"keeps_name": "False"})

    animator.refresh_from_db()
    assert (animator.keeps_name, animator.keeps_name_note) == (False, "")


def test_choice_without_what_the_person_said_is_refused(client_of, coordinator, animator):
    response = client_of(coordinator).post(said(animator), {"keeps_name": "True", "keeps_name_note": " "})

    assert list(response.context["form"].errors) == ["keeps_name_note"]
    animator.refresh_from_db()
    assert animator.keeps_name is False


def test_coordinator_notes_it_for_somebody_whose_position_has_ended(client_of, coordinator, former):
    client_of(coordinator).post(said(former), {"keeps_name": "True", "keeps_name_note": "À son départ."})

    former.refresh_from_db()
    assert former.keeps_name is True


@pytest.mark.parametrize("who", ["territorial", "colleague", "animator", "former"])
def test_nobody_else_notes_it(client_of, request, animator, who):
    member = request.getfixturevalue(who)
    browser = client_of(member)
    note = {"keeps_name": "True", "keeps_name_note": "Dit-on."}

    assert browser.post(said(animator), note).status_code in {302, 404}
    assert said(animator) not in browser.get(animator.get_absolute_url()).content.decode()
    animator.refresh_from_db()
    assert (animator.keeps_name, animator.keeps_name_note) == (False, "")


def test_coordinator_chooses_for_themselves_in_their_account_alone(client_of, coordinator):
    assert client_of(coordinator).get(said(coordinator)).status_code == 404
