"""Deliveries on the sheet and in lists: content, visibility, number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.authoring.publication.services import withdraw
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetFactory
from tests.ressources import sheet_budgets

pytestmark = pytest.mark.django_db
SECRET = "Le poste du fond chauffe"
MINE = "/ressources/mes-ateliers/"


@pytest.fixture(autouse=True)
def _today():
    with freeze_time("2026-10-05 12:00"):
        yield


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


def notes_url(sheet) -> str:
    return reverse("ressources:deliveries", args=[sheet.pk])


def text(client, url: str) -> str:
    return client.get(url).content.decode()


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(url).status_code == 200
    assert [query["sql"] for query in captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    return len(captured_queries)


def test_public_sees_count_and_members_see_field_notes(client, client_of, learner, sheet, stranger, epm, other_epm):
    DeliveryFactory(sheet=sheet, epm=epm, minutes=105, to_mend=SECRET, again="yes")
    DeliveryFactory(sheet=sheet, epm=other_epm, minutes=105)
    public = [text(reader, sheet.get_absolute_url()) for reader in (client, client_of(learner))]
    member = text(client_of(stranger), sheet.get_absolute_url())
    words = ("2\u00a0fois dans 2 EPM", "en vrai plutôt 1\u00a0h\u00a045", SECRET, "Le referaient", "1 sur 1")
    assert [[word in page for word in words] for page in public] == [[True, False, False, False, False]] * 2
    assert [word in member for word in words] == [True] * 5
    assert f'href="{notes_url(sheet)}">Toutes les notes (1)<' in member


def test_sheet_without_deliveries_shows_a_message_to_members_only(client, client_of, sheet, stranger):
    assert ("animé" in text(client, sheet.get_absolute_url()).lower()) is False
    assert "Personne n’a encore dit l’avoir animé." in text(client_of(stranger), sheet.get_absolute_url())


def test_field_notes_are_escaped(client_of, sheet, stranger):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    DeliveryFactory(sheet=sheet, went_well=hostile, to_mend=hostile)
    for url in (sheet.get_absolute_url(), notes_url(sheet)):
        page = text(client_of(stranger), url)
        assert [piece for piece in ("<script>alert", "<img src=x") if piece in page] == []


def test_notes_are_404_outside_the_network(client, client_of, learner, departed, sheet, stranger):
    DeliveryFactory(sheet=sheet, to_mend=SECRET)
    assert client_of(learner).get(notes_url(sheet)).status_code == 404
    for outside in (client, client_of(departed)):
        assert outside.get(notes_url(sheet)).status_code == 302
    assert SECRET in text(client_of(stranger), notes_url(sheet))


def test_notes_of_withdrawn_sheet_are_for_former_readers(client_of, sheet, animator, stranger, other_epm, colleague):
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, to_mend=SECRET)
    withdraw(page=sheet, by=animator)
    readers = (stranger, animator, colleague)
    assert [client_of(reader).get(notes_url(sheet)).status_code for reader in readers] == [200, 200, 404]


def test_latest_notes_come_first_and_all_deliveries_are_shown_on_demand(client_of, sheet, stranger, epm):
    for day, note in ((1, "Un."), (2, ""), (3, "Trois.")):
        DeliveryFactory(sheet=sheet, epm=epm, date=date(2026, 9, day), went_well=note)
    client = client_of(stranger)
    notes_page, all_page = (client.get(f"{notes_url(sheet)}{query}") for query in ("", "?toutes=oui"))
    assert [delivery.date.day for delivery in notes_page.context["deliveries"]] == [3, 1]
    assert [delivery.date.day for delivery in all_page.context["deliveries"]] == [3, 2, 1]


def test_buttons_are_shown_only_to_those_who_may_use_them(
    client_of, sheet, stranger, other_epm, other_territorial, territorial
):
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, went_well="Bien.")
    edit, remove = (reverse(f"ressources:delivery_{action}", args=[delivery.pk]) for action in ("edit", "remove"))
    buttons = [
        (edit in (page := text(client_of(reader), notes_url(sheet))), remove in page)
        for reader in (stranger, other_territorial, territorial)
    ]
    assert buttons == [(True, False), (False, True), (False, False)]


def test_notes_are_split_into_pages(client_of, sheet, stranger, epm):
    for day in range(1, 22):
        DeliveryFactory(sheet=sheet, epm=epm, date=date(2026, 9, day), went_well="Bien.")
    last = client_of(stranger).get(f"{notes_url(sheet)}?page=2")
    assert [delivery.date.day for delivery in last.context["deliveries"]] == [1]


def test_my_workshops_by_year_with_their_total(client_of, stranger, other_epm, sheet, animator, epm):
    older = SheetFactory(
        epm=epm, data__title="Une fiche de 2025", published_at=sheet.first_published_at.replace(year=2025)
    )
    DeliveryFactory(sheet=older, epm=other_epm, member=stranger, date=date(2025, 12, 31), headcount=10, minutes=120)
    for day in (1, 2):
        DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 9, day), headcount=5, minutes=75)
    DeliveryFactory(sheet=sheet, epm=epm, member=animator, to_mend=SECRET)
    client = client_of(stranger)
    whole_page, year_page, unknown_page = (client.get(f"{MINE}{query}") for query in ("", "?annee=2025", "?annee=1999"))
    assert "3 ateliers, 20 participations, 4\u00a0h\u00a030 d’animation." in whole_page.content.decode()
    assert "En 2025\u00a0: 1 atelier, 10 participations, 2\u00a0h d’animation." in year_page.content.decode()
    assert [value.count for value in year_page.context["years"].values] == [2, 1]
    assert [
        (page.context["year"], len(page.context["deliveries"])) for page in (whole_page, year_page, unknown_page)
    ] == [
        ("", 3),
        ("2025", 1),
        ("", 3),
    ]
    assert SECRET not in whole_page.content.decode()


def test_empty_list_of_my_workshops_explains_what_to_do(client_of, stranger):
    assert "Vous n’avez encore noté aucun atelier." in text(client_of(stranger), MINE)


def test_my_workshops_keep_withdrawn_sheets(client_of, sheet, stranger, other_epm, animator):
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    withdraw(page=sheet, by=animator)
    page = text(client_of(stranger), MINE)
    assert (sheet.title in page, f'href="{sheet.get_absolute_url()}"' in page) == (True, False)


def test_library_shows_and_sorts_by_the_number_of_deliveries(client, epm, animator, other_epm):
    _, twice_run, once_run = (SheetFactory(epm=epm, author=animator, data__title=title) for title in ("A", "B", "C"))
    for day in (1, 2):
        DeliveryFactory(sheet=twice_run, epm=other_epm, date=date(2026, 9, day))
    DeliveryFactory(sheet=once_run, epm=other_epm)
    latest, most_run = client.get("/ressources/"), client.get("/ressources/?tri=animes&niveau=debutant")
    assert [sheet.title for sheet in latest.context["page_obj"]] == ["C", "B", "A"]
    assert [sheet.title for sheet in most_run.context["page_obj"]] == ["B", "C", "A"]
    page = most_run.content.decode()
    assert [page.count(words) for words in ("animé\u00a02\u00a0fois", "animé\u00a0une\u00a0fois")] == [1, 1]
    assert '<input type="hidden" name="tri" value="animes">' in page
    assert '<a href="?niveau=debutant">les plus récentes</a>' in page
    assert '<a href="?tri=animes">les plus animées</a>' in latest.content.decode()


@pytest.mark.parametrize("order", ["nimporte", "", "-title"])
def test_library_ignores_an_unknown_order(client, sheet, order):
    assert client.get(f"/ressources/?tri={order}").context["order"] == ""


@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_sheet_query_count_is_the_same_for_any_number_of_deliveries(request, client, client_of, sheet, epm, who):
    reader = client if who == "visitor" else client_of(request.getfixturevalue(who))
    DeliveryFactory(sheet=sheet, went_well="Bien.")
    query_count = count_queries(reader, sheet.get_absolute_url())
    for day in (1, 2, 3):
        DeliveryFactory(sheet=sheet, date=date(2026, 9, day), went_well="Bien.", to_mend="Long.")
    other_sheet = SheetFactory(epm=epm)
    costs = {count_queries(reader, page.get_absolute_url()) for page in (sheet, other_sheet)} | {query_count}
    assert len(costs) == 1
    assert query_count <= (sheet_budgets.VISITOR if who == "visitor" else sheet_budgets.MEMBER)


@pytest.mark.parametrize("address", ["/ressources/", "/ressources/?tri=animes"])
def test_library_uses_the_same_queries_for_one_and_three_delivered_sheets(client_of, stranger, epm, animator, address):
    def another() -> None:
        DeliveryFactory(sheet=SheetFactory(epm=epm, author=animator), went_well="Bien.")

    another()
    query_count = count_queries(client_of(stranger), address)
    for _ in range(2):
        another()
    assert count_queries(client_of(stranger), address) == query_count <= 9


@pytest.mark.parametrize("address", ["notes", "mine", "form"])
def test_pages_use_the_same_queries_for_one_and_three(client_of, sheet, coordinator, other_epm, address):
    url = {
        "notes": f"{notes_url(sheet)}?toutes=oui",
        "mine": MINE,
        "form": reverse("ressources:deliver", args=[sheet.pk]),
    }

    def another(day: int) -> None:
        DeliveryFactory(
            sheet=sheet, epm=EPMFactory(commune=other_epm.commune), member=coordinator, date=date(2026, 9, day)
        )

    another(1)
    client = client_of(coordinator)
    query_count = count_queries(client, url[address])
    another(2)
    another(3)
    assert count_queries(client, url[address]) == query_count <= 10
