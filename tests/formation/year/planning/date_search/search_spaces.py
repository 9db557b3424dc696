"""Small search spaces for dates."""

import datetime

from formation.sessions.distance import Point
from formation.year.planning.date_search.search_space import Room, SearchSpace, Trainer, Wisher

MONDAY = datetime.date(2027, 3, 8)  # an ordinary week, without any holiday
GRAMAT, CAHORS = Point(44.78, 1.72), Point(44.45, 1.44)


def day(number: int) -> datetime.date:
    return MONDAY + datetime.timedelta(days=number)


def room(key: int = 1, **values) -> Room:
    defaults = {"name": f"EPM {key}", "commune": f"Commune {key}", "territory": 1, "point": GRAMAT}
    return Room(**{"key": key, **defaults, "seats": 12, "workstations": 6, **values})


def trainer(key: int = 1, **values) -> Trainer:
    return Trainer(**{"key": key, "name": f"Formatrice {key}", **values})


def wisher(**values) -> Wisher:
    return Wisher(**{"point": GRAMAT, **values})


def search_space(**values) -> SearchSpace:
    defaults = {"first": MONDAY, "last": day(4), "half_days": 2, "seats": 8, "workstations": 0}
    return SearchSpace(
        **{**defaults, "rooms": (room(),), "trainers": (trainer(),), "territories": {1: "Figeac"}, **values}
    )
