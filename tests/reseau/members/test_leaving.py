"""« Quitter le réseau »: each member chooses for themselves what becomes of their name, the careful way at first."""

import pytest
from pytest_django.asserts import assertRedirects

from reseau.members.models.member import Member

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
