"""Tasks of feeds: the worker reads those that are due, a few at each turn."""

from django.conf import settings
from django_tasks import task

from ressources.authoring.watch_inbox.models import Feed
from ressources.authoring.watch_inbox.services.reading import read_feed

# At each turn of `tick`, some minutes apart: a hundred feeds are spread over an hour.
AT_ONCE = 10


@task()
def read_one_feed(feed: int) -> dict[str, int]:
    """Read a feed, unless it was read meanwhile."""
    return {"new": read_feed(feed=feed)}


def read_soon() -> int:
    """Queue the reading of the feeds that are due; one queued twice is read once. A demo asks nothing."""
    if settings.DEMO:
        return 0
    due = list(Feed.objects.due().values_list("pk", flat=True)[:AT_ONCE])
    for key in due:
        read_one_feed.enqueue(key)
    return len(due)
