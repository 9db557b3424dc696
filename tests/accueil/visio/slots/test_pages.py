"""Pages of rooms, desks and slots: who keeps them, what visitors read."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accueil.visio.partners.enums import PartnerState
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.slots.models import OpeningSlot, SlotClosure
from accueil.visio.slots.services import close_day
from tests.factories.accueil import (
    TUESDAY,
    OpeningSlotFactory,
    PartnerFactory,
    VisioDeskFactory,
    VisioRoomFactory,
    next_weekday,
)

pytestmark = pytest.mark.django_db


def typed(room, partner, **values) -> dict:
    day = next_weekday(TUESDAY).isoformat()
    return {
        "partner": partner.pk,
        "room": room.pk,
        "first_day": day,
        "last_day": "",
        "begins": "09:00",
        "ends": "12:00",
        "link": "https://visio.example.org/caf",
    } | values


def test_team_adds_a_room_a_desk_and_opens_a_slot(client_of, animator, epm, partner):
    client = client_of(animator)

    client.post(
        reverse("accueil:room_add", args=[epm.slug]), {"name": "Bureau", "is_confidential": "on", "is_open": "on"}
    )
    client.post(reverse("accueil:desk_add", args=[epm.slug]), {"name": "Visio 1", "is_in_service": "on"})
    room = VisioRoom.objects.get()
    client.post(reverse("accueil:slot_add", args=[epm.slug]), typed(room, partner))

    slot = OpeningSlot.objects.get()
    page = client.get(reverse("accueil:place_slots", args=[epm.slug]))
    assert (VisioDesk.objects.get().epm, slot.room, slot.opened_by) == (epm, room, animator)
    assertContains(page, "Le mardi, 9\u00a0h\u00a0–\u00a012\u00a0h")


def test_room_where_one_hears_is_refused_beside_its_field(client_of, animator, epm, partner):
    room = VisioRoomFactory(epm=epm, is_confidential=False)

    response = client_of(animator).post(reverse("accueil:slot_add", args=[epm.slug]), typed(room, partner))

    assert list(response.context["form"].errors) == ["room"]
    assertContains(response, "https://visio.example.org/caf", status_code=422)


def test_room_with_open_slots_stays_confidential(client_of, animator, epm, slot):
    url = reverse("accueil:room", args=[epm.slug, slot.room.pk])

    response = client_of(animator).post(url, {"name": "Bureau fermé", "is_open": "on"})

    slot.room.refresh_from_db()
    assertContains(response, "Des plages de rendez-vous y sont ouvertes", status_code=422)
    assert slot.room.is_confidential


def test_room_of_another_place_is_not_offered(client_of, animator, epm, partner):
    room = VisioRoomFactory()

    response = client_of(animator).post(reverse("accueil:slot_add", args=[epm.slug]), typed(room, partner))

    assert (list(response.context["form"].errors), OpeningSlot.objects.count()) == (["room"], 0)


def test_slot_is_changed_closed_on_a_day_and_opened_again(client_of, animator, slot):
    client = client_of(animator)

    client.post(reverse("accueil:slot_change", args=[slot.pk]), {"begins": "10:00", "ends": "12:00", "link": ""})
    client.post(slot.get_absolute_url(), {"day": slot.first_day.isoformat()})
    closure = SlotClosure.objects.get()
    assertContains(client.get(slot.get_absolute_url()), "Rouvrir")
    client.post(reverse("accueil:closure_remove", args=[closure.pk]))

    slot.refresh_from_db()
    assert (f"{slot.begins:%H:%M}", slot.link, SlotClosure.objects.count()) == ("10:00", "", 0)


def addresses(slot, desk) -> list[str]:
    closure = close_day(slot=slot, day=slot.first_day)
    slug = slot.room.epm.slug
    return [
        reverse("accueil:place_slots", args=[slug]),
        reverse("accueil:slot_add", args=[slug]),
        reverse("accueil:room_add", args=[slug]),
        reverse("accueil:room", args=[slug, slot.room.pk]),
        reverse("accueil:desk_add", args=[slug]),
        reverse("accueil:desk", args=[slug, desk.pk]),
        slot.get_absolute_url(),
        reverse("accueil:slot_change", args=[slot.pk]),
        reverse("accueil:closure_remove", args=[closure.pk]),
    ]


def assert_closed(client, slot, desk, partner) -> None:
    for url in addresses(slot, desk):
        assert client.get(url).status_code in {302, 404, 405}
        client.post(url, typed(slot.room, partner, name="Autre", day=slot.first_day.isoformat(), begins="10:00"))
    slot.refresh_from_db()
    counts = [model.objects.count() for model in (VisioRoom, VisioDesk, OpeningSlot, SlotClosure)]
    assert (counts, slot.begins.hour) == ([1, 1, 1, 1], 9)


@pytest.mark.parametrize("name", ["stranger", "other_territorial"])
def test_other_members_read_nothing_and_change_nothing(client_of, slot, desk, partner, name, request):
    assert_closed(client_of(request.getfixturevalue(name)), slot, desk, partner)


def test_outsiders_read_nothing_and_change_nothing(client_of, slot, desk, partner, outsider):
    assert_closed(client_of(outsider), slot, desk, partner)


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator"])
def test_team_territory_and_coordination_keep_the_slots(client_of, slot, desk, name, request):
    client = client_of(request.getfixturevalue(name))

    assert [client.get(url).status_code for url in addresses(slot, desk)[:-1]] == [200] * 8


def test_visitors_read_partners_days_and_places(client, slot, partner):
    PartnerFactory(short_name="MSA", state=PartnerState.COMING)
    PartnerFactory(short_name="Ancienne caisse", state=PartnerState.LEFT)

    home = client.get(reverse("accueil:visio"))
    page = client.get(partner.get_absolute_url())

    assertContains(home, "Bientôt\u00a0: MSA.")
    assertContains(home, slot.room.epm.name)
    assertNotContains(home, "Ancienne caisse")
    assertContains(page, f">{slot.room.epm}</a>", count=slot.days.count())
    assertNotContains(page, slot.link)


def test_partner_that_left_has_no_page(client):
    partner = PartnerFactory(state=PartnerState.LEFT)

    assert client.get(partner.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("what", ["room", "confidential", "place"])
def test_slot_of_a_room_or_place_that_closed_is_shown_to_nobody(client, slot, partner, what):
    VisioRoom.objects.update(is_open=what != "room", is_confidential=what != "confidential")
    slot.room.epm.is_open = what != "place"
    slot.room.epm.save()

    assertContains(client.get(partner.get_absolute_url()), "Aucun jour n’est ouvert pour l’instant.")


@pytest.mark.parametrize("count", [1, 3])
def test_public_page_asks_one_count_of_queries(client, count, django_assert_max_num_queries):
    for _ in range(count):
        OpeningSlotFactory()

    with django_assert_max_num_queries(8):
        response = client.get(reverse("accueil:visio"))

    assert len(response.context["places"]) == count


def test_place_tells_visitors_whom_one_meets_there_and_links_its_team(client, client_of, animator, slot, epm):
    VisioDeskFactory(epm=epm)

    assertContains(client.get(epm.get_absolute_url()), "CAF en visio")
    assertNotContains(client.get(epm.get_absolute_url()), "Pièces et plages")
    assertContains(client_of(animator).get(epm.get_absolute_url()), "Pièces et plages")
