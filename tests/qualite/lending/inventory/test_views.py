"""The inventory of the network, the page of one equipment, the tables."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from formation.working_halves import WorkingHalf
from qualite.lending.enums import Condition, LoanState
from qualite.lending.equipment.models import Equipment
from tests.factories.equipment import EquipmentFactory, LoanFactory

pytestmark = pytest.mark.django_db
INVENTORY = "/qualite/materiel/"


def names(response) -> list[str]:
    return [equipment.name for equipment, *_ in response.context["rows"]]


def test_inventory_is_narrowed_by_kind_and_territory(client_of, animator, epm, other_epm):
    EquipmentFactory(epm=epm, name="Élévateur")
    EquipmentFactory(epm=epm, name="Robots", kind="programming")
    EquipmentFactory(epm=other_epm, name="Zoom")
    client = client_of(animator)

    assert names(client.get(INVENTORY)) == ["Élévateur", "Robots", "Zoom"]
    assert names(client.get(INVENTORY, {"sorte": "programming"})) == ["Robots"]
    assert names(client.get(INVENTORY, {"territoire": "cahors"})) == ["Zoom"]


def test_inventory_leaves_out_what_left_it_and_closed_places(client_of, animator, epm):
    EquipmentFactory(epm=epm, left_on=timezone.localdate())
    EquipmentFactory(epm__is_open=False)

    assert names(client_of(animator).get(INVENTORY)) == []


def test_free_now_leaves_out_what_is_out_booked_broken_or_kept(client_of, animator, epm):
    EquipmentFactory(epm=epm, name="Libre")
    LoanFactory(equipment__name="Dehors", start=timezone.localdate() - datetime.timedelta(days=9), state=LoanState.OUT)
    LoanFactory(equipment__name="Réservé", start=timezone.localdate())
    EquipmentFactory(epm=epm, name="Cassé", condition=Condition.OUT_OF_ORDER)
    EquipmentFactory(epm=epm, name="Gardé", is_lent=False)

    assert names(client_of(animator).get(INVENTORY, {"libre": "oui"})) == ["Libre"]


@pytest.mark.parametrize("count", [1, 3])
def test_inventory_asks_the_same_queries_for_one_and_for_three(client_of, animator, count, django_assert_num_queries):
    for number in range(count):
        past = timezone.localdate() - datetime.timedelta(days=number + 2)
        LoanFactory(start=past, state=LoanState.OUT)
    client = client_of(animator)
    client.get(INVENTORY)

    with django_assert_num_queries(9):
        client.get(INVENTORY)


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_an_equipment_asks_the_same_queries_for_one_loan_and_for_three(
    client_of, animator, epm, count, django_assert_num_queries
):
    kit = EquipmentFactory(epm=epm)
    for number in range(count):
        LoanFactory(equipment=kit, start=timezone.localdate() + datetime.timedelta(days=number))
    client = client_of(animator)
    client.get(kit.get_absolute_url())

    with django_assert_num_queries(10):
        client.get(kit.get_absolute_url())


def test_calendar_shows_who_has_it_and_that_it_is_overdue(client_of, animator, epm, other_epm):
    kit = EquipmentFactory(epm=epm)
    late = LoanFactory(
        equipment=kit, epm=other_epm, start=timezone.localdate() - datetime.timedelta(days=1), state=LoanState.OUT
    )
    client = client_of(animator)

    page = client.get(kit.get_absolute_url(), {"du": late.start.isoformat()})

    assertContains(page, '<span class="late">Matin : EPM de Luzech</span>', html=True)
    assertContains(page, "<strong>En retard.</strong>")


def test_free_day_of_the_calendar_fills_the_form(client_of, animator, epm):
    kit = EquipmentFactory(epm=epm)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    page = client_of(animator).get(kit.get_absolute_url(), {"jour": tomorrow.isoformat(), "moment": "afternoon"})

    form = page.context["form"]
    assert (form["start"].value(), form["start_part"].value()) == (tomorrow, "afternoon")
    assertContains(page, f"?jour={tomorrow.isoformat()}&amp;moment=morning")


@pytest.mark.parametrize("query", [{"du": "hier"}, {"du": "1999-01-01"}, {"jour": "\x00", "moment": "soir"}])
def test_odd_query_shows_this_week(client_of, animator, epm, query):
    page = client_of(animator).get(EquipmentFactory(epm=epm).get_absolute_url(), query)

    days = [day.day for day in page.context["days"]]
    assert timezone.localdate() in days[:7]
    assert len(days) == 35


def test_equipment_is_added_changed_and_leaves_the_inventory(client_of, animator, epm):
    client = client_of(animator)
    typed = {
        "name": "Robots",
        "kind": "programming",
        "content": "6 robots",
        "entered_on": "2026-01-05",
        "condition": "good",
        "is_lent": "on",
    }

    client.post(reverse("qualite:equipment_add", args=[epm.slug]), typed)
    robots = Equipment.objects.get()
    client.post(reverse("qualite:equipment_edit", args=[robots.pk]), typed | {"name": "Six robots"})
    client.post(reverse("qualite:equipment_leave", args=[robots.pk]))

    robots.refresh_from_db()
    assert (robots.name, robots.epm, robots.left_on) == ("Six robots", epm, timezone.localdate())
    client.post(reverse("qualite:equipment_back", args=[robots.pk]))
    robots.refresh_from_db()
    assert robots.left_on is None


def test_refusal_to_leave_the_inventory_is_shown(client_of, animator, epm):
    loan = LoanFactory(equipment__epm=epm)

    page = client_of(animator).post(reverse("qualite:equipment_leave", args=[loan.equipment_id]), follow=True)

    assertContains(page, "terminez ou annulez d’abord ce prêt")


@pytest.mark.parametrize("name", ["equipment_edit", "equipment_leave", "equipment_back"])
def test_inventory_of_another_place_is_not_changed(client_of, stranger, epm, name):
    kit = EquipmentFactory(epm=epm)

    responses = {client_of(stranger).post(reverse(f"qualite:{name}", args=[kit.pk])).status_code}

    assert responses == {404}
    assert client_of(stranger).get(reverse("qualite:equipment_add", args=[epm.slug])).status_code == 404


def test_place_shows_its_equipment_and_loans_to_members_alone(client, client_of, stranger, epm, other_epm):
    kit = EquipmentFactory(epm=epm, name="Mallette rouge")
    LoanFactory(
        equipment=kit, epm=other_epm, start=timezone.localdate() - datetime.timedelta(days=3), state=LoanState.OUT
    )

    page = client_of(stranger).get(epm.get_absolute_url())
    assertContains(page, "Mallette rouge")
    assertContains(page, '<span class="state bad">En retard</span>', html=True)
    assertContains(client_of(stranger).get(other_epm.get_absolute_url()), "emprunt à l’EPM de Gramat")
    assertNotContains(client.get(epm.get_absolute_url()), "Mallette rouge")


def test_tables_hold_the_inventory_with_its_use_rate_and_no_formula(client_of, animator, epm, other_epm):
    kit = EquipmentFactory(epm=epm, name="=1+1", entered_on=timezone.localdate() - datetime.timedelta(days=7))
    monday = WorkingHalf.now().date - datetime.timedelta(days=timezone.localdate().weekday() or 7)
    LoanFactory(equipment=kit, epm=other_epm, start=monday, state=LoanState.RETURNED)
    client = client_of(animator)

    content = client.get(reverse("qualite:inventory_csv")).content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content), delimiter=";"))

    assert (row["Nom"], row["Lieu"], row["Contenu"]) == ("'=1+1", "EPM de Gramat", "8 tablettes, 8 chargeurs")
    assert (row["Demi-journées prêtées"], row["Demi-journées de la période"], row["Taux d’usage (%)"]) == (
        "2",
        "12",
        "17",
    )
    assert client.get(reverse("qualite:inventory_ods")).content.startswith(b"PK")
