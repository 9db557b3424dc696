"""Pages that open and close positions, each within the rights of the user."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reseau.enums import Contract, Role
from reseau.people.members.models.position import LAST_COORDINATOR_MESSAGE, SAME_POSITION_MESSAGE, Position
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory


def close_url(position: Position) -> str:
    return reverse("reseau:position_close", args=[position.pk])


def add_url(member) -> str:
    return reverse("reseau:position_add", args=[member.pk])


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_members_who_watch_the_territory_close_a_position(request, client_of, animator, yesterday, person):
    position = animator.positions.get()

    response = client_of(request.getfixturevalue(person)).post(close_url(position), follow=True)

    position.refresh_from_db()
    assert position.end == yesterday
    assert response.redirect_chain == [(animator.get_absolute_url(), 302)]
    assert messages_of(response) == [f"Le poste de {animator} est fermé."]


@pytest.mark.parametrize("person", ["animator", "colleague", "stranger", "other_territorial", "learner"])
def test_others_cannot_close_positions(request, client_of, animator, person):
    position = animator.positions.get()

    response = client_of(request.getfixturevalue(person)).post(close_url(position))

    position.refresh_from_db()
    assert (response.status_code, position.end) == (404, None)


@pytest.mark.parametrize("target", ["coordinator", "territorial", "other_territorial"])
def test_territorial_animator_cannot_close_a_peer_or_a_coordinator(request, client_of, territorial, target):
    position = request.getfixturevalue(target).positions.get()

    assert client_of(territorial).post(close_url(position)).status_code == 404
    assert Position.objects.get(pk=position.pk).end is None


def test_visitor_cannot_close_a_position(client, animator):
    assert client.post(close_url(animator.positions.get())).status_code == 302
    assert animator.positions.get().end is None


def test_page_asks_before_it_closes(client_of, animator, coordinator):
    response = client_of(coordinator).get(close_url(animator.positions.get()))

    assert (response.status_code, list(response.context["form"].fields)) == (200, [])
    assert animator.positions.get().end is None


@pytest.fixture
def referent(animator):
    """The animator, of reference in their EPM."""
    animator.positions.update(is_referent=True)
    return animator


def test_person_of_reference_closes_positions_of_their_own_epm(client_of, referent, colleague, stranger, yesterday):
    client = client_of(referent)

    assert client.post(close_url(stranger.positions.get())).status_code == 404
    assert client.post(close_url(colleague.positions.get())).status_code == 302
    assert (colleague.positions.get().end, stranger.positions.get().end) == (yesterday, None)


def test_person_of_reference_does_not_choose_who_must_agree(client_of, referent):
    url = reverse("reseau:position_employer", args=[referent.positions.get().pk])

    assert client_of(referent).get(url).status_code == 404
    page = client_of(referent).get(referent.get_absolute_url()).text
    assert [page.count(words) for words in ("Demander l’accord", "Fermer ce poste")] == [0, 1]


def test_last_person_of_reference_says_who_is_next(client_of, referent, colleague, stranger, yesterday):
    url, client = close_url(referent.positions.get()), client_of(referent)
    form = client.get(url).context["form"]
    heir = colleague.positions.get()
    assert [key for key, _ in form.fields["relay"].choices] == [str(heir.pk), "territoire"]

    for wrong in ({}, {"relay": stranger.positions.get().pk}):
        assert list(client.post(url, wrong).context["form"].errors) == ["relay"]
        assert referent.positions.get().end is None

    client.post(url, {"relay": heir.pk})

    heir.refresh_from_db()
    assert (referent.positions.get().end, heir.is_referent) == (yesterday, True)


def test_ended_position_cannot_be_closed(client_of, former, coordinator):
    assert client_of(coordinator).post(close_url(former.positions.get())).status_code == 404


def test_closing_the_only_position_that_began_today_redirects_to_the_list(client_of, epm, coordinator, today):
    position = PositionFactory(epm=epm, start=today)

    response = client_of(coordinator).post(close_url(position), follow=True)

    assert response.redirect_chain == [("/membres/", 302)]
    assert Position.objects.filter(pk=position.pk).exists() is False


def test_last_coordinator_sees_why_the_position_stays(client_of, coordinator):
    response = client_of(coordinator).post(close_url(coordinator.positions.get()))

    assert response.context["form"].non_field_errors() == [LAST_COORDINATOR_MESSAGE]
    assert coordinator.positions.get().end is None


# Opening a position


def test_coordinator_opens_any_position(client_of, coordinator, animator, figeac, today):
    client = client_of(coordinator)
    assert list(client.get(add_url(animator)).context["form"].fields) == [
        "role",
        "epm",
        "territory",
        "contract",
        "employer_email",
        "start",
        "end",
    ]
    data = {
        "role": Role.TERRITORIAL,
        "territory": figeac.pk,
        "contract": Contract.PAID,
        "start": today.isoformat(),
        "end": (today + timedelta(days=90)).isoformat(),
    }

    response = client.post(add_url(animator), data, follow=True)

    assert response.redirect_chain == [(animator.get_absolute_url(), 302)]
    assert messages_of(response) == ["Le poste est enregistré."]
    position = animator.positions.get(role=Role.TERRITORIAL)
    assert (position.territory, position.start, position.end) == (figeac, today, today + timedelta(days=90))


def test_territorial_animator_opens_positions_in_open_epm_of_their_territory(
    client_of, territorial, stranger, epm, other_epm, figeac, today
):
    EPMFactory(commune__territory=figeac, is_open=False)
    client = client_of(territorial)
    form = client.get(add_url(stranger)).context["form"]
    assert list(form.fields) == ["epm", "contract", "employer_email", "start", "end"]
    assert list(form.fields["epm"].queryset) == [epm]

    client.post(add_url(stranger), {"epm": epm.pk, "contract": Contract.VOLUNTEER, "start": today.isoformat()})

    position = stranger.positions.get(epm=epm)
    assert (position.role, position.contract) == (Role.ANIMATOR, Contract.VOLUNTEER)


@pytest.mark.parametrize("forbidden_place", ["other epm", "no epm", "territory", "coordination"])
def test_territorial_animator_cannot_open_positions_elsewhere(
    client_of, territorial, animator, other_epm, figeac, today, forbidden_place
):
    data = {"contract": Contract.PAID, "start": today.isoformat()}
    data |= {
        "other epm": {"epm": other_epm.pk},
        "no epm": {},
        "territory": {"role": Role.TERRITORIAL, "territory": figeac.pk},
        "coordination": {"role": Role.COORDINATOR},
    }[forbidden_place]

    response = client_of(territorial).post(add_url(animator), data)

    assert set(response.context["form"].errors) == {"epm"}
    assert animator.positions.count() == 1


@pytest.mark.parametrize("person", ["animator", "stranger", "learner"])
def test_others_cannot_open_positions(request, client_of, colleague, epm, today, person):
    client = client_of(request.getfixturevalue(person))
    data = {"epm": epm.pk, "contract": Contract.PAID, "start": today.isoformat()}

    assert client.get(add_url(colleague)).status_code == 404
    assert client.post(add_url(colleague), data).status_code == 404
    assert colleague.positions.count() == 1


def test_former_colleague_gets_a_position_only_within_the_territory(
    client_of, former, territorial, other_territorial, epm, today
):
    data = {"epm": epm.pk, "contract": Contract.PAID, "start": today.isoformat()}

    assert client_of(other_territorial).post(add_url(former), data).status_code == 404
    assert client_of(territorial).post(add_url(former), data).status_code == 302
    assert former.positions.live().count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({}, SAME_POSITION_MESSAGE),
        ({"end": "2001-01-01"}, "La fin du poste ne peut pas précéder son début."),
    ],
)
def test_position_that_breaks_a_rule_is_refused_with_the_reason(
    client_of, coordinator, animator, epm, today, change, message
):
    data = {"role": Role.ANIMATOR, "epm": epm.pk, "contract": Contract.PAID, "start": today.isoformat()} | change

    response = client_of(coordinator).post(add_url(animator), data)

    assert response.context["form"].non_field_errors() == [message]
    assert response.context["form"]["start"].value() == today.isoformat()
    assert animator.positions.count() == 1


def test_form_costs_the_same_with_1_and_30_epm(client_of, territorial, figeac, queries_of):
    member = MemberFactory(animator=True)
    client = client_of(territorial)
    with_one = queries_of(client, add_url(member))

    EPMFactory.create_batch(29, commune__territory=figeac)

    assert queries_of(client, add_url(member)) == with_one
    assert with_one <= 8


def test_place_that_the_role_does_not_need_is_ignored(client_of, coordinator, animator, epm, figeac, today):
    data = {"role": Role.TERRITORIAL, "epm": epm.pk, "territory": figeac.pk, "contract": Contract.PAID}

    response = client_of(coordinator).post(add_url(animator), data | {"start": today.isoformat()})

    assert response.status_code == 302
    assert animator.positions.get(role=Role.TERRITORIAL).epm is None
