"""Places gathered on the map: none is lost, none is twice, none that stands alone overlaps another."""

import math

from hypothesis import given
from hypothesis import strategies as st

from reseau.directory.place_map.gathering import CELL, TOO_NEAR, gather
from reseau.directory.place_map.map_window import CLOSEST, window_at
from reseau.directory.place_map.projection import WIDTH, projection

coordinates = st.tuples(st.floats(0, WIDTH), st.floats(0, 900))


@given(st.lists(coordinates, max_size=60), st.integers(0, CLOSEST), coordinates)
def test_each_place_of_the_window_is_in_one_mark(points, zoom, centre):
    window = window_at(zoom, *centre)
    keyed = [(key, *point) for key, point in enumerate(points)]

    marks = gather(keyed, window)

    assert sorted(key for mark in marks for key in mark.keys) == [key for key, x, y in keyed if window.holds(x, y)]
    assert all(window.holds(mark.x, mark.y) or mark.count > 1 for mark in marks)


def test_two_places_part_as_one_comes_closer():
    points = [(1, 500.0, 400.0), (2, 520.0, 400.0)]

    counts = [[mark.count for mark in gather(points, window_at(zoom, 510, 400))] for zoom in range(CLOSEST + 1)]

    assert counts == [[2], [2], [1, 1], [1, 1]]


def test_places_of_neighbouring_cells_that_would_overlap_are_gathered():
    apart = CELL * TOO_NEAR / 2
    points = [(1, CELL - apart / 2, 10.0), (2, CELL + apart / 2, 10.0)]

    assert [mark.count for mark in gather(points, window_at(0, 500, 400))] == [2]


@given(st.floats(44.2, 45.1), st.floats(0.98, 2.22))
def test_degrees_come_back_from_the_drawing(latitude, longitude):
    back = projection().degrees(*projection().point(latitude, longitude))

    assert math.dist(back, (latitude, longitude)) < 1e-9


@given(st.integers(-5, 9), st.floats(-5_000, 5_000), st.floats(-5_000, 5_000))
def test_window_stays_within_the_drawing(zoom, x, y):
    window = window_at(zoom, x, y)

    assert 0 <= window.zoom <= CLOSEST
    assert (window.x >= 0, window.y >= 0) == (True, True)
    assert window.x + window.width <= WIDTH + 1e-6
    assert window.y + window.height <= projection().height + 1e-6
