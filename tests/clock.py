"""A clock that stands still where a test puts it."""

import datetime

import time_machine

time_machine.naive_mode = time_machine.NaiveMode.UTC


def freeze_time(moment: str | datetime.date | None = None) -> time_machine.travel:
    """Return a context manager, also a decorator, in which the clock stands at `moment`: now, if none is given.

    Without a time zone, moments are of UTC. What it yields moves the clock: `shift(timedelta)`, `move_to(moment)`.
    """
    if isinstance(moment, datetime.datetime) and moment.tzinfo:
        # A named zone would become that of the process.
        moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    return time_machine.travel(moment, tick=False)
