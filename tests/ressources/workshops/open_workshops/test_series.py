"""Workshops that come back: dates chosen before, each changed or called off alone or with the following ones."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop, WorkshopSeries
from ressources.workshops.open_workshops.services.announcements import announce_series, cancel_workshop, change_workshop
from ressources.workshops.open_workshops.services.bookings import enrol
from tests.clock import freeze_time
from tests.factories.open_workshops import OpenWorkshopFactory

pytestmark = pytest.mark.django_db
# The second one is Easter Monday.
DAYS = [date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 13), date(2026, 4, 20)]


@pytest.fixture(autouse=True)
def _in_march():
    with freeze_time("2026-03-02 09:00"):
        yield


@pytest.fixture
def series(sheet, epm, animator):
    model = OpenWorkshop(
        sheet=sheet, epm=epm, date=DAYS[0], start=time(14), minutes=90, places=2, announced_by=animator
    )
    return announce_series(workshop=model, rhythm=Recurrence.WEEKLY, days=DAYS)


def kept_days() -> list[date]:
    return list(OpenWorkshop.objects.filter(cancelled_at=None).order_by("date").values_list("date", flat=True))


def form_data(**changes) -> dict:
    own = {"date": "2026-03-30", "start": "14:00", "minutes": "90", "places": "8", "note": "Gratuit."}
    return own | {"rhythm": "weekly", "until": "2026-04-20"} | changes


def test_dates_are_shown_with_holidays_then_announced(client_of, animator, sheet):
    client, address = client_of(animator), f"/ressources/fiches/{sheet.pk}/annoncer/"
    shown = client.post(address, form_data())
    page = shown.content.decode()
    assert (shown.status_code, OpenWorkshop.objects.count()) == (200, 0)
    assert page.count("férié, Lundi de Pâques") == 1
    assert page.count('name="days"') - page.count("checked") == 1

    kept = ["2026-03-30", "2026-04-13"]
    response = client.post(address, form_data(chosen="yes", days=kept))
    first = OpenWorkshop.objects.earliest("date")
    assert (response.status_code, response["Location"]) == (302, first.get_absolute_url())
    assert kept_days() == [DAYS[0], DAYS[2]]
    assert {workshop.note for workshop in OpenWorkshop.objects.all()} == {"Gratuit."}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": ""}, "Dites jusqu’à quel jour il revient."),
        ({"until": "2026-03-30"}, "Le dernier jour vient après le premier."),
        ({"until": "2028-03-30"}, "C’est dans plus d’un an"),
        ({"rhythm": "daily"}, "daily"),
        ({"chosen": "yes"}, "Gardez au moins une date."),
        ({"chosen": "yes", "days": ["2026-04-07"]}, "Gardez des dates de cette liste."),
    ],
)
def test_odd_series_are_refused_in_plain_words(client_of, animator, sheet, changes, sentence):
    response = client_of(animator).post(f"/ressources/fiches/{sheet.pk}/annoncer/", form_data(**changes))
    assert (response.status_code, OpenWorkshop.objects.count()) == (422, 0)
    assert response.content.decode().count(sentence) >= 1


def test_a_day_announced_already_is_named_and_nothing_is_announced(sheet, epm, animator):
    OpenWorkshopFactory(sheet=sheet, epm=epm, date=DAYS[2], announced_by=animator)
    model = OpenWorkshop(sheet=sheet, epm=epm, start=time(14), minutes=90, places=2)
    with pytest.raises(ValidationError) as refusal:
        announce_series(workshop=model, rhythm=Recurrence.WEEKLY, days=DAYS)
    words = "Lundi 13 avril\u00a0: Cet atelier est déjà annoncé à cette heure-là, dans cet EPM."
    assert refusal.value.messages == [words]
    assert (kept_days(), WorkshopSeries.objects.count()) == ([DAYS[2]], 0)


def test_one_date_is_called_off_alone_or_with_those_after(series):
    cancel_workshop(workshop=series[1])
    assert kept_days() == [DAYS[0], DAYS[2], DAYS[3]]
    assert cancel_workshop(workshop=series[2], and_following=True) == 2
    assert kept_days() == [DAYS[0]]


@pytest.mark.parametrize("days", [7, -3, 1])
def test_a_change_with_the_following_moves_each_by_as_much(series, days):
    shift = timedelta(days=days)
    values = {"date": DAYS[1] + shift, "places": 5}
    changed = change_workshop(workshop=series[1], values=values, and_following=True)
    assert [each.date for each in changed] == [day + shift for day in DAYS[1:]]
    assert [each.places for each in OpenWorkshop.objects.order_by("date")] == [2, 5, 5, 5]
    assert OpenWorkshop.objects.earliest("date").date == DAYS[0]


def test_a_change_of_one_date_leaves_the_others(series):
    change_workshop(workshop=series[0], values={"start": time(9, 30), "date": DAYS[0]})
    assert list(OpenWorkshop.objects.order_by("date").values_list("start", flat=True)) == [time(9, 30)] + [time(14)] * 3


def test_what_the_form_did_not_change_stays_different_in_the_following(series):
    change_workshop(workshop=series[2], values={"note": "Salle du haut"})
    change_workshop(workshop=series[0], values={"note": "", "start": time(10)}, and_following=True)
    assert [each.note for each in OpenWorkshop.objects.order_by("date")] == ["", "", "Salle du haut", ""]
    assert {each.start for each in OpenWorkshop.objects.all()} == {time(10)}


def test_fewer_places_than_people_is_refused_for_all(series, animator):
    for name in ("Odile R.", "Yves M."):
        enrol(workshop=series[3], name=name, by=animator)
    with pytest.raises(ValidationError, match=r"Lundi 20 avril.*Plus de personnes sont inscrites"):
        change_workshop(workshop=series[0], values={"places": 1}, and_following=True)
    assert {each.places for each in OpenWorkshop.objects.all()} == {2}


def test_who_is_enrolled_is_told_before_and_after(client_of, animator, series):
    enrol(workshop=series[0], name="Odile R.", phone="05 65 00 00 01", by=animator)
    enrol(workshop=series[2], name="Yves M.", by=animator)
    client, address = client_of(animator), f"{series[0].get_absolute_url()}modifier/"
    page = client.get(address).content.decode()
    assert [page.count(name) for name in ("Odile R.", "Yves M.", "Et les 3 suivantes")] == [1, 0, 1]
    data = {"date": "2026-03-31", "start": "14:00", "minutes": "90", "places": "2", "note": ""}
    page = client.post(address, data | {"following": "yes"}, follow=True).content.decode()
    assert page.count("À prévenir\u00a0: Odile R. (05 65 00 00 01) et Yves M.") == 1
    cancelled = client.post(f"{series[0].get_absolute_url()}annuler/", follow=True).content.decode()
    assert cancelled.count("À prévenir\u00a0: Odile R. (05 65 00 00 01).") == 1
    assert cancelled.count("Cet atelier n’aura pas lieu.") == 1


def test_workshop_whose_announcer_left_still_changes(series):
    OpenWorkshop.objects.update(announced_by=None)
    change_workshop(workshop=series[0], values={"places": 4}, and_following=True)
    assert {each.places for each in OpenWorkshop.objects.all()} == {4}
