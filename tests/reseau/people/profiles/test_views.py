"""The directory of people: for the network alone."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from reseau.enums import Contract, ShownTo
from reseau.people.members.models.member import Member
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory

MEMBERS = "/membres/"
CHOICES = {
    "email_shown_to": "network",
    "phone_shown_to": "territory",
    "offers_shown_to": "network",
    "wants_shown_to": "nobody",
}


def people(response) -> list[Member]:
    return list(response.context["members"])


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("animator", 200),
        ("territorial", 200),
        ("coordinator", 200),
        ("stranger", 200),
        ("learner", 404),
        ("former", 302),
    ],
)
def test_directory_is_for_the_network(request, client_of, colleague, person, status):
    client = client_of(request.getfixturevalue(person))

    assert client.get(MEMBERS).status_code == status


@pytest.mark.parametrize("person", ["learner", "former"])
def test_page_of_a_member_is_for_the_network(request, client_of, colleague, person):
    client = client_of(request.getfixturevalue(person))

    response = client.get(colleague.get_absolute_url())

    assert response.status_code in (302, 404)
    assert colleague.email not in response.content.decode()


def test_visitor_is_redirected_to_login(client, colleague):
    for url in (MEMBERS, colleague.get_absolute_url()):
        assertRedirects(client.get(url), f"/connexion/?next={quote(url, safe='')}", fetch_redirect_response=False)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("généalogie", True),
        ("GENEALOG", True),
        ("genealogie gramat", True),
        ("a2", True),
        ("alogie", False),
        ("généalogie cahors", False),
    ],
)
def test_directory_is_searched_by_what_people_bring(client_of, animator, words, is_found):
    epm = EPMFactory(name="EPM de Gramat", commune__name="Gramat")
    about = "Généalogie\u00a0: archives en ligne. Langue des signes (A2)."
    member = PositionFactory(member__about=about, epm=epm).member

    response = client_of(animator).get(MEMBERS, {"q": words})

    assert people(response) == [member] * is_found
    assert ("archives en ligne" in response.text) is is_found


def test_directory_lists_network_members_only(client_of, animator, stranger, coordinator, learner, former):
    response = client_of(animator).get(reverse("reseau:members"))

    assert set(people(response)) == {animator, stranger, coordinator}
    page = response.content.decode()
    assert page.count(stranger.email) == 2
    for outsider in (learner, former):
        assert outsider.last_name not in page


def test_row_shows_role_place_and_contract(client_of, coordinator, other_epm):
    PositionFactory(epm=other_epm, contract=Contract.VOLUNTEER, member__first_name="Camille", member__last_name="Vidal")

    page = client_of(coordinator).get(MEMBERS, {"q": "vidal"}).content.decode()

    row = " ".join(page[page.index('<ul class="rows marked">') :].split("</ul>")[0].split())
    assert row.count(">Camille Vidal</a>") == 1
    assert row.count("Animation d’un EPM") == 1
    assert row.count(">EPM de Luzech</a>, Luzech") == 1
    assert row.count('<span class="tag">bénévolat</span>') == 1


def test_list_is_filtered_by_words_and_territory(client_of, animator, territorial, stranger, coordinator, yesterday):
    PositionFactory(member=animator, epm=stranger.main_position.epm, end=yesterday)
    client = client_of(coordinator)

    assert people(client.get(MEMBERS, {"q": "luzech"})) == [stranger]
    assert set(people(client.get(MEMBERS, {"territoire": "figeac"}))) == {animator, territorial}
    assert people(client.get(MEMBERS, {"territoire": "cahors", "q": "gramat"})) == []
    assert people(client.get(MEMBERS, {"territoire": "nulle-part"})) == []


def test_territories_count_each_member_once(client_of, animator, territorial, stranger, coordinator, figeac):
    PositionFactory(member=animator, epm=EPMFactory(commune__territory=figeac))

    response = client_of(coordinator).get(MEMBERS)

    assert [(value.value, value.count) for value in response.context["facets"][0].values] == [
        ("cahors", 1),
        ("figeac", 2),
    ]


def test_directory_costs_the_same_with_1_and_30_members(client_of, animator, epm, queries_of):
    client = client_of(animator)
    with_one = queries_of(client, MEMBERS)

    for _ in range(29):
        PositionFactory(epm=epm)

    assert queries_of(client, MEMBERS) == with_one
    assert with_one <= 12
    response = client.get(MEMBERS)
    assert len(people(response)) == 20
    assert len(response.content) < 30_000


# The page of a member


def test_page_shows_live_and_former_positions(client_of, stranger, animator, other_epm, epm, yesterday):
    PositionFactory(member=animator, epm=other_epm, end=yesterday)

    response = client_of(stranger).get(animator.get_absolute_url())

    assert [position.epm for position in response.context["unfinished"]] == [epm]
    assert [position.epm for position in response.context["finished"]] == [other_epm]
    page = response.content.decode()
    assert page.count("Depuis le 1er septembre 2020") == 1
    assert page.count("Fermer ce poste") == 0
    assert page.count("Ajouter un poste") == 0
    assert page.count("Modifier ma fiche") == 0


@pytest.mark.parametrize(
    ("person", "status"),
    [("coordinator", 200), ("territorial", 200), ("other_territorial", 404), ("animator", 404)],
)
def test_former_member_is_visible_to_users_who_open_positions(request, client_of, former, person, status):
    client = client_of(request.getfixturevalue(person))

    assert client.get(former.get_absolute_url()).status_code == status


def test_learner_has_no_member_page(client_of, coordinator, learner):
    client = client_of(coordinator)

    assert client.get(reverse("reseau:member", args=[learner.pk])).status_code == 404
    assert client.get(reverse("reseau:position_add", args=[learner.pk])).status_code == 404


@pytest.mark.parametrize(
    ("person", "expected"),
    [("coordinator", ["EPM de Gramat", "EPM de Luzech", "Figeac"]), ("territorial", ["EPM de Gramat"])],
)
def test_buttons_close_only_the_positions_that_the_user_may_close(
    request, client_of, animator, other_epm, figeac, person, expected
):
    PositionFactory(member=animator, epm=other_epm)
    PositionFactory(member=animator, territorial=True, territory=figeac)
    client = client_of(request.getfixturevalue(person))

    response = client.get(animator.get_absolute_url())

    closable_positions = [position.place_name for position in response.context["unfinished"] if position.may_be_closed]
    assert sorted(closable_positions) == expected
    assert response.content.decode().count("Fermer ce poste") == len(expected)


def test_page_costs_the_same_with_1_and_30_positions(client_of, territorial, queries_of):
    member = PositionFactory().member
    client = client_of(territorial)
    with_one = queries_of(client, member.get_absolute_url())

    for _ in range(29):
        PositionFactory(member=member)

    assert queries_of(client, member.get_absolute_url()) == with_one
    assert with_one <= 12


# Own form


def test_member_edits_own_page(client_of, animator):
    client = client_of(animator)
    url = reverse("reseau:member_edit", args=[animator.pk])
    assert client.get(url).status_code == 200
    data = {
        "first_name": "Élodie",
        "last_name": "Vidal",
        "phone": "05 36 49 00 02",
        "about": "Le son.",
        "know_how": "Son ; montage, son",
        **CHOICES,
        "email": "autre@example.org",
        "is_superuser": "on",
    }

    response = client.post(url, data, follow=True)

    assert response.redirect_chain == [(animator.get_absolute_url(), 302)]
    assert [str(message) for message in response.context["messages"]] == ["Votre fiche est à jour."]
    member = Member.objects.get(pk=animator.pk)
    assert (member.get_full_name(), member.search_name, member.phone, member.about) == (
        "Élodie Vidal",
        "vidal elodie",
        "05 36 49 00 02",
        "Le son.",
    )
    assert (member.email, member.is_superuser) == (animator.email, False)
    assert member.phone_shown_to == ShownTo.TERRITORY
    assert sorted(member.know_hows.values_list("tag__name", flat=True)) == ["Son", "montage"]


def test_page_without_a_name_is_refused(client_of, animator):
    url = reverse("reseau:member_edit", args=[animator.pk])

    response = client_of(animator).post(url, {"first_name": " ", "last_name": "", "about": "x" * 1001, **CHOICES})

    assert set(response.context["form"].errors) == {"first_name", "last_name", "about"}


@pytest.mark.parametrize("person", ["colleague", "territorial", "coordinator", "learner"])
def test_member_page_is_edited_by_its_member_only(request, client_of, animator, person):
    client = client_of(request.getfixturevalue(person))
    url = reverse("reseau:member_edit", args=[animator.pk])

    assert client.get(url).status_code == 404
    assert client.post(url, {"first_name": "Pris", "last_name": "Assaut"}).status_code == 404
    assert Member.objects.get(pk=animator.pk).first_name == "Camille"


def test_learner_has_no_member_form(client_of, learner):
    assert client_of(learner).get(reverse("reseau:member_edit", args=[learner.pk])).status_code == 404


@pytest.mark.parametrize("about", ["", "Je répare des vélos."])
def test_member_is_invited_to_say_what_they_bring_and_others_read_it(client_of, animator, stranger, about):
    Member.objects.filter(pk=animator.pk).update(about=about)
    shown = {}
    for reader in (animator, stranger):
        page = client_of(reader).get(animator.get_absolute_url()).content.decode()
        words = (
            "Ce que je peux apporter",
            "Vous n’avez encore rien écrit",
            "Je répare des vélos.",
            "Modifier ma fiche",
        )
        shown[reader] = [each in page for each in words]

    assert shown[animator] == [True, not about, bool(about), True]
    assert shown[stranger] == [bool(about), False, bool(about), False]


def test_member_without_address_has_no_mail_link(client_of, animator, epm):
    member = MemberFactory(email=None)
    PositionFactory(member=member, epm=epm)
    client = client_of(animator)

    assert client.get(member.get_absolute_url()).content.decode().count("mailto:") == 0
    assert client.get(MEMBERS).content.decode().count("mailto:None") == 0
