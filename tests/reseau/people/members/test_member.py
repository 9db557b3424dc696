"""Members: roles and tokens come from live positions alone; visibility of members."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.places import audience
from tests.factories.reseau import MemberFactory, PositionFactory


def reload(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_roles_and_tokens_come_from_live_positions(animator, epm, figeac, cahors, today, yesterday):
    PositionFactory(member=animator, territorial=True, territory=cahors, end=yesterday)
    PositionFactory(member=animator, coordinator=True, start=today + timedelta(days=1))
    member = reload(animator)

    assert member.roles == {Role.ANIMATOR}
    assert (member.is_in_network, member.is_animator, member.is_territorial, member.is_coordinator) == (
        True,
        True,
        False,
        False,
    )
    assert member.audience_tokens == {
        "public",
        f"member:{member.pk}",
        f"colleague:{member.pk}",
        "member",
        f"epm:{epm.pk}",
        f"territory:{figeac.pk}",
    }
    assert (member.epm_ids, member.territory_ids, member.watched_territory_ids) == ({epm.pk}, {figeac.pk}, set())


@pytest.mark.parametrize("person", ["learner", "former"])
def test_person_without_live_position_holds_own_and_public_tokens(request, person):
    member = request.getfixturevalue(person)

    assert member.audience_tokens == {"public", f"member:{member.pk}"}
    assert (member.is_in_network, member.main_position) == (False, None)


def test_visitor_holds_the_public_token():
    assert audience.tokens_of(AnonymousUser()) == {"public"}


def test_main_position_has_the_highest_role_then_the_oldest_start(animator, figeac, epm, other_epm, today):
    PositionFactory(member=animator, epm=other_epm, start=today)
    PositionFactory(member=animator, territorial=True, territory=figeac, start=today)
    member = reload(animator)

    places = [position.place_name for position in member.live_positions]
    assert places == ["Figeac", "EPM de Gramat", "EPM de Luzech"]
    assert member.main_position.role == Role.TERRITORIAL
    assert member.watched_territory_ids == {figeac.pk}


def test_prefetched_live_positions_are_those_of_each_member(animator, stranger, former, django_assert_num_queries):
    with django_assert_num_queries(2):
        members = list(Member.objects.with_live_positions())
        places = {member: [position.place_name for position in member.live_positions] for member in members}

    assert places == {animator: ["EPM de Gramat"], stranger: ["EPM de Luzech"], former: []}


def test_directory_shows_network_members_to_each_other_only(
    animator, stranger, learner, former, coordinator, other_epm, today
):
    PositionFactory(member__is_active=False)
    PositionFactory(member=former, epm=other_epm, start=today + timedelta(days=1))

    for member in (animator, coordinator):
        assert set(Member.objects.visible_to(member)) == {animator, stranger, coordinator}
    for outsider in (AnonymousUser(), learner, former):
        assert list(Member.objects.visible_to(outsider)) == []
        assert list(Member.objects.known_to(outsider)) == []


def test_former_colleague_is_visible_to_the_territorial_animator(
    animator, territorial, other_territorial, coordinator, former, learner
):
    network = {animator, territorial, other_territorial, coordinator}

    assert set(Member.objects.known_to(animator)) == network
    assert set(Member.objects.known_to(other_territorial)) == network
    assert set(Member.objects.known_to(territorial)) == network | {former}
    assert set(Member.objects.known_to(coordinator)) == network | {former}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("camille", ["Camille Vidal"]),
        ("VIDAL camille", ["Camille Vidal"]),
        ("gramat", ["Camille Vidal"]),
        ("vidal luzech", []),
        ("luzech", ["Éloïse Nègre"]),
        ("negre", ["Éloïse Nègre"]),
        ("figeac", ["Lou Terral"]),
        ("46500", ["Éloïse Nègre", "Camille Vidal"]),
    ],
)
def test_member_is_found_by_name_or_by_a_current_place(epm, other_epm, figeac, yesterday, query, names):
    PositionFactory(epm=epm, member__first_name="Camille", member__last_name="Vidal")
    eloise = PositionFactory(epm=other_epm, member__first_name="Éloïse", member__last_name="Nègre").member
    PositionFactory(epm=epm, member=eloise, end=yesterday)
    PositionFactory(territorial=True, territory=figeac, member__first_name="Lou", member__last_name="Terral")

    assert [str(member) for member in Member.objects.in_network().matching(query)] == names


def test_territory_filter_keeps_its_team_and_its_territorial_animator(
    animator, territorial, stranger, other_territorial, coordinator, former, figeac
):
    assert set(Member.objects.in_territories(["figeac"])) == {animator, territorial}
    assert set(Member.objects.in_territories(["nulle-part"])) == set()


def test_address_is_optional_and_unique_whatever_its_case(db):
    MemberFactory(email="camille@example.org")
    MemberFactory(email=None)
    MemberFactory(email=None)
    duplicate = Member(email="Camille@Example.org", first_name="Camille", password="!")

    with pytest.raises(ValidationError) as error:
        duplicate.full_clean()
    assert error.value.messages == ["Un compte existe déjà avec cette adresse électronique."]
    with pytest.raises(IntegrityError), transaction.atomic():
        duplicate.save()


def test_manager_creates_accounts_with_or_without_an_address(db):
    member = Member.objects.create_user("Camille@Example.ORG", "secret-de-camille", first_name="Camille")
    learner = Member.objects.create_user(first_name="Odette")
    admin = Member.objects.create_superuser("admin@example.org", "secret-admin", first_name="Admin")

    assert (member.email, member.check_password("secret-de-camille")) == ("camille@example.org", True)
    assert (learner.email, learner.has_usable_password()) == (None, False)
    assert (admin.is_superuser, admin.is_in_network) == (True, False)
    assert Member.objects.get_by_natural_key("CAMILLE@example.org") == member
    assert (str(member), member.get_short_name(), member.get_absolute_url()) == (
        "Camille",
        "Camille",
        f"/membres/{member.pk}/",
    )
