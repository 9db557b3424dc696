"""The figure of interviews by video: those held, in the scope and the period; its list tells nothing of the person."""

import datetime

import pytest

from extranet.dashboards.steering.figures.video_desks import VideoInterviews
from extranet.dashboards.steering.scope import Period, Scope
from tests.factories.accueil import AppointmentFactory, PartnerFactory, VisioRoomFactory

pytestmark = pytest.mark.django_db
YEAR = Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def test_interviews_held_are_counted_by_territory_and_listed_without_anybody(epm, other_epm, figeac):
    partner = PartnerFactory(short_name="CAF")
    here, there = VisioRoomFactory(epm=epm), VisioRoomFactory(epm=other_epm)
    common = {"partner": partner, "name": "Marie D."}
    AppointmentFactory(room=here, seen=True, day=datetime.date(2026, 3, 3), **common)
    AppointmentFactory(room=there, seen=True, day=datetime.date(2026, 3, 4), **common)
    AppointmentFactory(room=here, seen=True, day=datetime.date(2025, 3, 4), **common)
    AppointmentFactory(room=here, state="no_show", day=datetime.date(2026, 3, 5), **common)
    figure = VideoInterviews()

    assert [figure.value(Scope(YEAR)), figure.value(Scope(YEAR, (figeac,)))] == [2, 1]
    row = figure.row(figure.listed(figure.rows(Scope(YEAR, (figeac,)))).get())
    assert (row.title, row.url, list(row.facts)) == ("CAF", "", ["mardi 3 mars 2026", epm.name])
