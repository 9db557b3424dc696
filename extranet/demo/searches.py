"""Searches of the demo: `content/searches.toml`, spread over the last two months."""

import random
from collections import Counter
from datetime import timedelta

from django.utils.timezone import localdate

from extranet.demo.content import read_file
from search.journal.models import SearchTally
from search.journal.tallies import text_key

DAYS = 60


def build_searches(*, scale: int, draw: random.Random) -> None:
    today = localdate()
    for content in read_file("searches")["searches"]:
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
