"""Searches of the demo: `content/searches.toml`, spread over the last two months, and successful ones of the year.

The site forgets older ones.
"""

import random
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from search.questions.journal.models import Reformulation, SearchTally
from search.questions.journal.tallies import text_key

DAYS = 60
# Searches that found something, in the months before: fewer, since the network grows.
MONTHS_BEFORE, OF_A_MONTH = 11, 0.4


def build_searches(*, scale: int, draw: random.Random) -> None:
    today = timezone.localdate()
    file = read_file("searches")
    for content in file["reformulations"]:
        _build_reformulation(content, scale=scale, draw=draw)
    for content in file["searches"]:
        times = Counter(draw.randrange(DAYS) for _ in range(content["times"] * scale))
        remaining_openings = content.get("opened", 0) * scale
        for age, searches in sorted(times.items()):
            opened_searches = min(remaining_openings, searches)
            remaining_openings -= opened_searches
            SearchTally.objects.create(
                day=today - timedelta(days=age),
                text=content["text"],
                key=text_key(content["text"]),
                searches=searches,
                fruitless=0 if content["results"] else searches,
                results=content["results"],
                opened=opened_searches,
            )
        if content.get("opened"):
            _build_months_before(content, scale=scale)


def _build_reformulation(content: dict, *, scale: int, draw: random.Random) -> None:
    """Build the tallies of a search made again in other words, `times` in the last two months."""
    days = Counter(draw.randrange(DAYS) for _ in range(content["times"] * scale))
    Reformulation.objects.bulk_create(
        Reformulation(
            day=timezone.localdate() - timedelta(days=age),
            text=content["text"],
            key=text_key(content["text"]),
            found=content["found"],
            found_key=text_key(content["found"]),
            times=times,
        )
        for age, times in days.items()
    )


def _build_months_before(content: dict, *, scale: int) -> None:
    """Build a tally for each month before, in proportion to the last two."""
    last_day, searches = timezone.localdate() - timedelta(days=DAYS), content["times"] * scale
    SearchTally.objects.bulk_create(
        SearchTally(
            day=last_day - timedelta(days=30 * month - 15),
            text=content["text"],
            key=text_key(content["text"]),
            searches=max(1, round(searches * OF_A_MONTH * (1 - month / (2 * MONTHS_BEFORE)))),
            results=content["results"],
            opened=round(content["opened"] * scale * OF_A_MONTH * (1 - month / (2 * MONTHS_BEFORE))),
        )
        for month in range(1, MONTHS_BEFORE + 1)
    )
