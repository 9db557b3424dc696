"""A kit of the EPM of Gramat, which the one of Luzech borrows; half-days counted from tomorrow morning."""

import datetime

import pytest
from django.utils import timezone

from formation.enums import DayPart
from formation.working_halves import WorkingHalf
from qualite.lending.loans.span import Span
from tests.factories.equipment import EquipmentFactory


@pytest.fixture
def kit(epm):
    return EquipmentFactory(epm=epm, name="Mallette de tablettes")


@pytest.fixture
def half():
    """`half(0)` is tomorrow morning, `half(1)` tomorrow afternoon, `half(-2)` this morning."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return WorkingHalf.of(tomorrow, DayPart.MORNING).plus


@pytest.fixture
def span(half):
    """`span(0, 1)`: the day of tomorrow."""
    return lambda first, last: Span(half(first), half(last))


@pytest.fixture
def today():
    """The half-day of now, alone."""
    return Span(WorkingHalf.now(), WorkingHalf.now())
