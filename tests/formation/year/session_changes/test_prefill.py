"""Half-days moved to another month by the board of the year."""

import datetime

import pytest

from formation.sessions.half_day_rules import Slot
from formation.year.session_changes.forms.prefill import month_in, slots_in_month
from reseau.enums import Weekday
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory, in_days


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def slots(*dates: str) -> list[Slot]:
    return [Slot.usual(day(date), "morning") for date in dates]


@pytest.mark.parametrize(
    ("dates", "month", "moved"),
    [
        # Tuesday and Wednesday of the next week stay so.
        (("2026-12-01", "2026-12-09"), "2027-03", ("2027-03-02", "2027-03-10")),
        (("2026-12-08",), "2026-12", ("2026-12-01",)),
        # The last Monday of November is left, no Tuesday is.
        (("2026-12-07",), "2026-11", ("2026-11-30",)),
        (("2026-12-08",), "2026-11", ()),
        (("2026-12-08",), "2026-10", ()),
        ((), "2027-03", ()),
    ],
)
def test_half_days_keep_their_weekdays_and_their_distances(dates, month, moved):
    found = slots_in_month(slots(*dates), month_in(month), today=day("2026-11-27"))

    assert [slot.date.isoformat() for slot in found] == list(moved)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "mai", "2026-05-01"])
def test_anything_else_is_no_month(text):
    assert month_in(text) is None


def test_form_shows_the_moved_dates_and_saves_nothing(as_coordinator, session):
    EnrolmentFactory(session=session)
    before = session.half_days.get().date
    month = (before + datetime.timedelta(days=70)).replace(day=1)
    path = f"/formation/sessions/{session.pk}/modifier/"

    page = as_coordinator.get(f"{path}?vers={month:%Y-%m}")

    (row,) = page.context["form"].half_days.forms
    moved = row.initial["date"]
    assert (moved.year, moved.month, moved.weekday()) == (month.year, month.month, before.weekday())
    assert "Rien n’est encore enregistré." in page.content.decode()
    assert session.half_days.get().date == before
    assert as_coordinator.get(path).context["form"].half_days.forms[0].initial["date"] == before


def test_form_says_that_a_past_month_is_impossible(as_coordinator, session):
    path = f"/formation/sessions/{session.pk}/modifier/?vers=2020-01"

    page = as_coordinator.get(path)

    assert "Aucun jour ne reste en janvier 2020" in page.content.decode()
    assert page.context["form"].half_days.forms[0].initial["date"] == session.half_days.get().date


def test_only_a_coordinator_moves_sessions_to_come(as_coordinator, as_animator, training, epm):
    coming = SessionFactory(training=training, epm=epm, dates=[in_days(1)])
    past = SessionFactory(training=training, epm=epm, dates=[in_days(-1)])
    years = {in_days(1).year, in_days(-1).year}

    pages = [as_coordinator.get(f"/formation/plan/{year}/").content.decode() for year in years]
    seen_by_others = [as_animator.get(f"/formation/plan/{year}/").content.decode() for year in years]

    assert [f'data-move="/formation/sessions/{coming.pk}/modifier/"' in page for page in pages].count(True) == 1
    assert not any(f'data-move="/formation/sessions/{past.pk}/' in page for page in pages)
    assert not any("data-move" in page for page in seen_by_others)


NEW = "/formation/sessions/nouvelle/"


@pytest.mark.parametrize("half_days", [None, 1, 5])
@pytest.mark.parametrize("weekday", [Weekday.SUNDAY, Weekday.TUESDAY])
def test_day_of_the_address_fills_the_first_half_day(as_coordinator, site_tree, half_days, weekday):
    """On a Sunday too, and whatever the number of half-days, which may go beyond the week."""
    training = f"&formation={TrainingPageFactory(half_days=half_days).pk}" if half_days else ""
    coming = next(in_days(number) for number in range(10, 17) if in_days(number).weekday() == weekday)

    response = as_coordinator.get(f"{NEW}?date={coming.isoformat()}{training}")

    rows = response.context["form"].half_days.rows
    assert (len(rows), rows[0]["date"], rows[0]["part"]) == (half_days or 2, coming, "morning")
    assert f'value="{coming.isoformat()}"' in response.content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [("2026-03-01", "Le dimanche 1er mars 2026 est passé"), ("demain", "Le jour de l’adresse ne se lit pas")],
)
def test_day_that_fills_nothing_says_why(as_coordinator, site_tree, text, words):
    response = as_coordinator.get(f"{NEW}?date={text}")

    assert response.content.decode().count(words) == 1
    assert "date" not in response.context["form"].half_days.rows[0]
