"""What a run of the day takes of the longest tests; at night, and where nothing is drawn, all.

The mark `night(reason)` leaves a test to the night. The mark `drawn(one_in)` takes a part of the cases: `EXTRANET_DRAW`
is the number that `make test` draws and prints, the same number takes the same tests, and CI has its own (ADR 27).
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

DRAW = os.environ.get("EXTRANET_DRAW", "")


def place_in_draw(name: str) -> int:
    """Return a number that depends on the draw and on the name: small ones are taken first."""
    return crc32(f"{DRAW} {name}".encode())


def is_drawn(name: str, *, one_in: int) -> bool:
    """Whether this run takes what bears the name, where it takes one in so many."""
    return not DRAW or place_in_draw(name) % one_in == 0


def left_to_the_night(items: Iterable) -> list:
    """Return the tests marked `night` or `drawn(one_in)` that this run leaves.

    Of the cases of a test, one in so many is taken, and one at least. A test without cases is taken once in so many
    runs, and so are the tests of a file that is marked, all together.
    """
    groups, left = defaultdict(list), []
    for item in items if DRAW else ():
        if item.get_closest_marker("night"):
            left.append(item)
        elif mark := item.get_closest_marker("drawn"):
            is_of_file = mark in item.parent.own_markers
            name = item.parent.nodeid if is_of_file else item.nodeid.partition("[")[0]
            groups[name, mark.kwargs["one_in"], not is_of_file].append(item)
    for (name, one_in, has_cases), group in groups.items():
        if has_cases and len(group) > 1:
            left += sorted(group, key=lambda item: place_in_draw(item.nodeid))[-(-len(group) // one_in) :]
        elif not is_drawn(name, one_in=one_in):
            left += group
    return left
