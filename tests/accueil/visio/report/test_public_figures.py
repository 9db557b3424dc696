"""Figures for visitors: whole months, nobody under five, the history apart."""

import datetime

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accueil.visio.report.public_figures import months_before, public_figures
from tests.accueil.visio.report.conftest import TODAY, given
from tests.clock import freeze_time
from tests.factories.accueil import AppointmentFactory, EmissionFactorFactory, PartnerFactory, VisioRoomFactory

pytestmark = pytest.mark.django_db
PAGE = "/points-visio/chiffres/"
SEPTEMBER = datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _today():
    with freeze_time("2026-11-30 12:00"):
        yield


@pytest.fixture
def hold(epm):
    """Return a function that adds interviews of a partner, one a day from a day on."""

    def add(partner, count: int, *, since: datetime.date = SEPTEMBER, **fields) -> None:
        for rank in range(count):
            day = since + datetime.timedelta(days=rank)
            AppointmentFactory(room=VisioRoomFactory(epm=epm), partner=partner, day=day, seen=True, **fields)

    return add


@pytest.mark.parametrize(
    ("day", "count", "first"),
    [
        (datetime.date(2026, 11, 30), 12, datetime.date(2025, 11, 1)),
        (datetime.date(2026, 1, 1), 1, datetime.date(2025, 12, 1)),
        (datetime.date(2026, 12, 31), 12, datetime.date(2025, 12, 1)),
        (datetime.date(2026, 3, 31), 24, datetime.date(2024, 3, 1)),
    ],
)
def test_months_before(day, count, first):
    assert months_before(day, count) == first


def test_twelve_whole_months_beside_the_twelve_before(hold, caf, cpam, epm):
    EmissionFactorFactory(grams=200)
    hold(caf, 6, kilometres=50)
    hold(cpam, 5)
    hold(caf, 2, since=datetime.date(2026, 11, 2))
    hold(caf, 7, since=datetime.date(2025, 10, 1))
    given(epm, caf, SEPTEMBER, 6, welcome=6, expectations=3)

    figures = public_figures(TODAY)

    assert (figures.words, figures.total.seen, figures.before.seen) == ("novembre 2025 à octobre 2026", 11, 7)
    assert (figures.places, figures.total.kilometres, figures.tonnes) == (1, 300, pytest.approx(0.06))
    assert figures.partners == (("CAF", "6"), ("CPAM", "5"))
    assert (figures.opinions.received, figures.opinions.welcome, figures.opinions.expectations) == (6, 6, 3)


def test_small_partner_hides_another_one(hold, caf, cpam):
    hold(caf, 9)
    hold(cpam, 6)
    hold(PartnerFactory(short_name="UDAF"), 4)

    assert public_figures(TODAY).partners == (("CAF", "9"), ("CPAM", "masqué"), ("UDAF", "masqué"))


def test_visitors_read_the_figures_and_the_history_apart(hold, caf, epm):
    hold(caf, 8)
    given(epm, caf, SEPTEMBER, 8, welcome=6, expectations=4)

    page = Client().get(PAGE)

    assertContains(page, "<b>8</b> entretiens", html=False)
    assertContains(page, "75\u00a0%", count=1)
    assertContains(page, "98,9\u00a0%", count=1)
    assertContains(page, "présentation de la politique numérique du Lot, vers 2011–2012")
    assertNotContains(page, epm.name)


def test_few_interviews_and_few_opinions_show_nothing(hold, caf, epm):
    hold(caf, 4)
    assertContains(Client().get(PAGE), "Moins de cinq entretiens")

    hold(caf, 4, since=datetime.date(2026, 8, 1))
    given(epm, caf, SEPTEMBER, 4, welcome=4, expectations=4)
    page = Client().get(PAGE)

    assertContains(page, "Moins de cinq avis")
    assertNotContains(page, "100\u00a0%")
