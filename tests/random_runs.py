"""Settings of random tests: few examples by day, half as many runs of state machines where others are drawn too; at
night (`EXTRANET_LONG=1`), ten times as many and longer runs.

Seeds and the database of failing examples come from the profile of the root `conftest.py`.
"""

import os

from hypothesis import HealthCheck, settings

from tests.draw import DRAW

IS_LONG = os.environ.get("EXTRANET_LONG") == "1"
MORE_EXAMPLES, LONGER = (10, 2) if IS_LONG else (1, 1)
# Each example plays on the real database, or in a real browser.
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def random_examples(number: int, **options) -> settings:
    """Return the settings of a property that draws `number` examples by day."""
    return settings(max_examples=number * MORE_EXAMPLES, **options)


def random_steps(*, runs: int, steps: int) -> settings:
    """Return the settings of a state machine that plays `runs` runs of `steps` steps by day."""
    runs = -(-runs // 2) if DRAW else runs
    return random_examples(runs, stateful_step_count=steps * LONGER, suppress_health_check=SLOW)
