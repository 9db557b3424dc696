"""The median time to a first answer, from values computed by hand; hidden under five questions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from extranet.dashboards.steering.answer_times import answer_times
from extranet.dashboards.steering.scope import Period, Scope
from forums.messages.posts.services import answer, open_topic
from forums.threads.clock.delays import delay_in_words
from forums.threads.clock.models import QuestionWatch
from tests.clock import freeze_time
from tests.factories.forums import ForumFactory

pytestmark = pytest.mark.django_db

PERIOD = Period(date(2026, 9, 1), date(2026, 10, 31))
# Tuesday 15 September and Friday 2 October 2026, ten in the morning in the Lot.
TUESDAY, FRIDAY = datetime(2026, 9, 15, 8, tzinfo=UTC), datetime(2026, 10, 2, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ask(forum, author, helper, asked: datetime, delay: timedelta) -> None:
    count = QuestionWatch.objects.count()
    topic = open_topic(
        forum=forum, author=author, title=f"Question {count}", body="Alors\u00a0?", at=asked, notify=False
    )
    answer(topic=topic, author=helper, body="Voici.", at=asked + delay, notify=False)


def table(scope, territories) -> dict:
    times = answer_times(scope, territories)
    return {line.month and line.month.month: dict(zip(times.columns, line.cells, strict=True)) for line in times.lines}


@pytest.fixture
def answered(figeac, cahors, animator, stranger):
    """Figeac in September: 2, 4, 6, 26 and 50 hours; Cahors in October: a Friday to a Monday, 1 to 5 days later."""
    network = ForumFactory()
    for hours in (2, 4, 6, 26, 50):
        ask(network, animator, stranger, TUESDAY, hours * HOUR)
    for days in (3, 3, 4, 5, 6):
        ask(network, stranger, animator, FRIDAY, days * DAY)


def test_median_is_that_of_working_days_by_month_and_territory(answered, figeac, cahors):
    # Friday ten o'clock to Monday, Monday, Tuesday, Wednesday, Thursday: 1, 1, 2, 3 and 4 working days.
    # All together, in hours: 2, 4, 6, 24, 24, 26, 48, 50, 72, 96; between 24 and 26, 25 hours: a day.
    assert table(Scope(PERIOD), [figeac, cahors]) == {
        9: {"Figeac": "6\u00a0h", "Cahors": "–", "Ensemble": "6\u00a0h"},
        10: {"Figeac": "–", "Cahors": "2\u00a0jours", "Ensemble": "2\u00a0jours"},
        None: {"Figeac": "6\u00a0h", "Cahors": "2\u00a0jours", "Ensemble": "1\u00a0jour"},
    }


def test_median_of_fewer_than_five_questions_is_hidden_and_its_month_with_it(answered, figeac, cahors):
    QuestionWatch.objects.filter(territory=figeac).first().delete()

    assert table(Scope(PERIOD), [figeac, cahors]) == {
        10: {"Figeac": "–", "Cahors": "2\u00a0jours", "Ensemble": "2\u00a0jours"},
        # Of 4, 6, 24, 24, 26, 48, 50, 72 and 96 hours, 26: a day.
        None: {"Figeac": "moins de 5", "Cahors": "2\u00a0jours", "Ensemble": "1\u00a0jour"},
    }


def test_reader_of_a_territory_has_its_median_alone(answered, figeac, cahors):
    assert table(Scope(PERIOD, (figeac,)), [figeac]) == {
        9: {"Ensemble": "6\u00a0h"},
        None: {"Ensemble": "6\u00a0h"},
    }


def test_questions_without_an_answer_or_of_another_period_do_not_count(answered, figeac, animator):
    with freeze_time("2026-09-20 08:00"):
        open_topic(forum=ForumFactory(), author=animator, title="Sans réponse", body="Alors\u00a0?", notify=False)

    assert answer_times(Scope(PERIOD), [figeac]).count == 10
    assert answer_times(Scope(Period(date(2026, 11, 1), date(2026, 11, 30))), [figeac]) is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0\u00a0min"), (59, "59\u00a0min"), (60, "1\u00a0h"), (1439, "24\u00a0h"), (1440, "1\u00a0jour"),
        (2160, "1,5\u00a0jour"), (2880, "2\u00a0jours"), (3600, "2,5\u00a0jours"),
    ],
)  # fmt: skip
def test_delay_is_said_in_minutes_hours_or_half_days(minutes, words):
    assert delay_in_words(minutes) == words


@freeze_time("2026-10-31 12:00")
def test_board_shows_the_median_to_its_readers(client_of, site_tree, answered, coordinator, territorial):
    page = client_of(coordinator).get("/pilotage/").content.decode()
    assert "<b>1\u00a0jour</b>, sur 10 questions" in page
    page = client_of(territorial).get("/pilotage/").content.decode()
    assert "<b>6\u00a0h</b>, sur 5 questions" in page
