"""Pages of a week and of a day: what each reader sees, in which cell; odd addresses; a constant number of queries."""

from datetime import date, time, timedelta

import pytest

from formation.enums import DayPart
from reseau.calendar.agenda.enums import MeetingAudience
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.equipment import EquipmentFactory, LoanFactory
from tests.factories.formation import SessionFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.reseau.calendar.week_calendar.conftest import THURSDAY

pytestmark = pytest.mark.django_db
WEEK, DAY = "/agenda/semaine/?date=2026-03-12", "/agenda/jour/?date=2026-03-12"


def cells(response) -> dict[str, list]:
    """Words of each moment, for each day of a week that has some."""
    found = {}
    for row in response.context["rows"]():
        words = [[line.words.replace("\u00a0", " ") for line in lines] for lines in row.cells]
        if any(words):
            found[row.day.isoformat()] = words
    return found


def test_each_date_is_in_the_moment_at_which_it_begins(client, meet):
    meet("Tôt", start=9)
    meet("Après", start=12)
    meet("Veillée", start=18)

    response = client.get(WEEK)

    assert cells(response) == {"2026-03-12": [["9 h Tôt"], ["12 h Après"], ["18 h Veillée"]]}
    assert [moment.label for moment in response.context["moments"]()] == ["Matin", "Après-midi", "Soir"]
    assert [date.title for date in response.context["dates"]()] == ["Tôt", "Après", "Veillée"]


def test_week_without_an_evening_has_no_column_for_it(client, meet):
    meet("Tôt", start=9)

    response = client.get(WEEK)

    assert [moment.label for moment in response.context["moments"]()] == ["Matin", "Après-midi"]
    assert response.content.decode().count("Soir</th>") == 0


def test_day_has_its_hours_down_from_the_first_to_the_last(client, meet):
    meet("Tôt", start=9)
    meet("Midi", start=11)

    rows = client.get(DAY).context["rows"]()

    assert [(row.label, [line.words for line in row.lines]) for row in rows] == [
        ("9\u00a0h", ["9\u00a0h\u00a0–\u00a010\u00a0h Tôt"]),
        ("10\u00a0h", []),
        ("11\u00a0h", ["11\u00a0h\u00a0–\u00a012\u00a0h Midi"]),
    ]


def test_loan_is_on_each_of_its_half_days_and_for_members_alone(client, client_of, animator, epm, other_epm):
    kit = EquipmentFactory(epm=other_epm, name="Valise")
    LoanFactory(
        equipment=kit, epm=epm, start=date(2026, 3, 10), start_part=DayPart.AFTERNOON,
        end=date(2026, 3, 12), end_part=DayPart.MORNING,
    )  # fmt: skip

    assert cells(client.get(WEEK)) == {}
    assert cells(client_of(animator).get(WEEK)) == {
        "2026-03-10": [[], ["14 h Prêt : Valise"], ["14 h Prêt : Valise"]],
        "2026-03-11": [["Prêt : Valise"]] * 3,
        "2026-03-12": [["Prêt : Valise"], [], []],
    }
    day = client_of(animator).get(DAY)
    assert [row.label for row in day.context["rows"]()] == ["Jusqu’à 12\u00a0h"]
    assert [listed.when for listed in day.context["dates"]()] == ["Du mardi 10 mars, 14\u00a0h, au jeudi 12 mars"]


def test_loan_of_a_territory_is_read_by_those_who_watch_it(
    client_of, epm, other_epm, territorial, other_territorial, coordinator, stranger, animator
):
    LoanFactory(equipment=EquipmentFactory(epm=epm), epm=epm, start=THURSDAY)

    seen = {user: len(cells(client_of(user).get(WEEK))) for user in (territorial, other_territorial, coordinator)}

    assert list(seen.values()) == [1, 0, 1]
    assert [len(cells(client_of(user).get(WEEK))) for user in (animator, stranger)] == [1, 0]


def test_closing_days_of_a_place_are_public_and_take_whole_days(client, epm, figeac):
    epm.opening_hours = 'Tu 14:00-18:00; PH off; 2026 Mar 11-2026 Mar 13 off "congés"; 2026 Mar 14 10:00-12:00'
    epm.save()

    response = client.get(f"{WEEK}&territoire={figeac.slug}&epm={epm.slug}")

    closed = ["EPM de Gramat : fermé (congés)"]
    assert cells(response) == {f"2026-03-{day}": [closed, closed, closed] for day in (11, 12, 13)}
    assert [row.opening for row in response.context["rows"]()] == [
        "Fermé", "Ouvert 14\u00a0h\u00a0–\u2060\u00a018\u00a0h", "Fermé", "Fermé", "Fermé",
        "Ouvert 10\u00a0h\u00a0–\u2060\u00a012\u00a0h", "Fermé",
    ]  # fmt: skip
    (listed,) = response.context["dates"]()
    assert (listed.when, listed.url) == ("Du mercredi 11 mars au vendredi 13 mars", epm.get_absolute_url())
    assert [row.label for row in client.get(DAY).context["rows"]()] == ["Toute la journée"]


@pytest.mark.parametrize("hours", ["", "unknown; 2026 Mar 20 off", "Mo-Fr 9:00-11:00 unknown"])
def test_hours_that_nobody_knows_are_not_told(client, epm, figeac, hours):
    epm.opening_hours = hours
    epm.save()

    response = client.get(f"{WEEK}&territoire={figeac.slug}&epm={epm.slug}")

    assert {row.opening for row in response.context["rows"]() if row.day.weekday() == 0} == {""}


def test_filters_narrow_both_pages_and_stay_in_the_addresses(client, meet, figeac, epm, other_epm):
    meet("Ici")
    meet("Là-bas", epm=other_epm)
    OpenWorkshopFactory(epm=epm, date=THURSDAY, start=time(9))

    for address in (WEEK, DAY):
        response = client.get(f"{address}&territoire={figeac.slug}&epm={epm.slug}&genre=reunion")
        assert [listed.title for listed in response.context["dates"]()] == ["Ici"]
        page = response.content.decode()
        kept = f"territoire={figeac.slug}&amp;epm={epm.slug}&amp;genre=reunion"
        for path in ("/agenda/jour/", "/agenda/semaine/", "/agenda/calendrier/"):
            assert page.count(f'href="{path}?') >= 1
        assert page.count(kept) >= 5


ODD = ("", "date=", "date=2026-02-29", "date=2026-13-01", "date=9999-12-31", "date=0001-01-01", "date=20260312",
       "date=2026-W11-4", "date=%00", "date=demain", "page=0", "page=x",
       "epm=ailleurs&territoire=nulle-part")  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_odd_dates_show_today(client, query):
    for path in ("/agenda/semaine/", "/agenda/jour/"):
        response = client.get(f"{path}?{query}")
        assert (response.status_code, response.context["day"]) == (200, date(2026, 3, 2))
        assert response.context["is_now"] is True


def test_leap_day_is_a_day(client, meet):
    meet("Bissextile", date(2028, 2, 29))

    assert client.get("/agenda/jour/?date=2028-02-29").context["day"] == date(2026, 3, 2)  # beyond thirteen months
    with freeze_time("2028-02-28 09:00"):
        assert [row.label for row in client.get("/agenda/jour/?date=2028-02-29").context["rows"]()] == ["14\u00a0h"]
        assert list(cells(client.get("/agenda/semaine/"))) == ["2028-02-29"]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_days_of_23_and_25_hours_hold_their_dates_once(client, meet, epm, figeac, day):
    meet("Nuit", day, start=2)
    meet("Jour", day, start=9)
    epm.opening_hours = "Su 09:00-12:00"
    epm.save()
    query = f"date={day.isoformat()}&territoire={figeac.slug}&epm={epm.slug}"

    rows = client.get(f"/agenda/jour/?{query}").context["rows"]()

    assert [len(row.lines) for row in rows] == [1, 0, 0, 0, 0, 0, 0, 1]
    week = client.get(f"/agenda/semaine/?{query}")
    assert [row.day for row in week.context["rows"]()][-1] == day
    assert week.context["rows"]()[-1].opening == "Ouvert 9\u00a0h\u00a0–\u2060\u00a012\u00a0h"


def test_holidays_are_named(client):
    week = client.get("/agenda/semaine/?date=2026-12-25").context["rows"]()

    assert [row.holiday for row in week[3:5]] == ["vacances de Noël", "Noël"]
    assert client.get("/agenda/jour/?date=2026-12-25").context["holiday"] == "Noël"


def test_full_moment_counts_its_dates_and_names_none(client, meet, epm, coordinator):
    for hour in (14, 15, 16, 17):
        meet(f"À {hour} heures", start=hour)
    OpenWorkshopFactory(epm=epm, date=THURSDAY, start=time(14, 30))

    assert cells(client.get(WEEK)) == {"2026-03-12": [[], ["1 atelier", "4 réunions"], []]}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "expected"), [(WEEK, 11), (DAY, 10)])
def test_queries_do_not_grow_with_the_dates(
    client_of, animator, epm, other_epm, coordinator, count, address, expected, queries_of
):
    SessionFactory()
    for rank in range(count):
        day = THURSDAY + timedelta(days=0 if address == DAY else rank)
        OpenWorkshopFactory(epm=epm, date=day, start=time(9, rank))
        MeetingFactory(date=day, by=coordinator, audience=MeetingAudience.MEMBER)
        LoanFactory(equipment=EquipmentFactory(epm=epm), epm=epm, start=day)
        other_epm.opening_hours = "2026 Mar 12 off"
        other_epm.save()

    assert queries_of(client_of(animator), address) == expected


def test_week_of_a_whole_network_stays_light(client_of, animator, epm, coordinator):
    for rank in range(60):
        day = THURSDAY + timedelta(days=rank % 4)
        OpenWorkshopFactory(epm=epm, date=day, start=time(9 + rank % 9, rank % 60))
        MeetingFactory(date=day, by=coordinator, title=f"Une réunion au titre assez long, la {rank}")

    for address in (WEEK, DAY):
        assert len(client_of(animator).get(address).content) < 30_000
