"""Rules shared by forms and services."""

import pytest
from django.core.exceptions import ValidationError

from formation.sessions.validators import check_capacity, check_delays, parse_delays
from tests.factories.reseau import EPMFactory


def test_capacity_beyond_the_seats_is_refused_with_their_number():
    epm = EPMFactory.build(name="EPM de Gramat", commune=None, seats=8)

    with pytest.raises(ValidationError) as refusal:
        check_capacity(9, epm)

    assert refusal.value.message_dict == {"capacity": ["L’EPM de Gramat a 8\u00a0places assises."]}


def test_capacity_of_all_the_seats_is_accepted():
    check_capacity(8, EPMFactory.build(name="EPM de Gramat", commune=None, seats=8))


@pytest.mark.parametrize(
    ("text", "days"),
    [("7, 1", [7, 1]), ("1;7", [7, 1]), ("7 et 1", [7, 1]), ("3,3 , 0", [3, 0]), ("", [])],
)
def test_delays_are_parsed_longest_first(text, days):
    assert parse_delays(text) == days


@pytest.mark.parametrize("text", ["sept", "-1", "1.5", "61", "7 1", "²"])
def test_invalid_delay_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        check_delays(text)

    assert refusal.value.messages == [
        "Donnez des nombres de jours séparés par des virgules, 60 au plus\u00a0: «\u00a07, 1\u00a0»."
    ]


def test_too_many_reminders_are_refused():
    with pytest.raises(ValidationError) as refusal:
        check_delays("1, 2, 3, 4, 5, 6")

    assert refusal.value.messages == ["5\u00a0rappels au plus."]
