"""The public agenda as a feed: dates that visitors may come to, the last announced or changed first."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from reseau.calendar.agenda.dates import entries_between, load
from reseau.calendar.feeds.registry import FeedEntry, FeedSource, tag_uri
from reseau.texts.wording import day_in_full

AHEAD = timedelta(days=92)


class AgendaEntries(FeedSource):
    name = "agenda"
    title = "Agenda public"
    subtitle = "Les ateliers ouverts à tous et les rencontres publiques des espaces publics multimédia du Lot."
    page = "reseau:agenda"

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the dates of the next three months. One query, and one for each kind."""
        today = timezone.localdate()
        dates = load(entries_between(user, today, today + AHEAD)).values()
        for date in sorted(dates, key=lambda each: (each.changed, each.uid), reverse=True):
            when = f"{day_in_full(date.day, 'l j F')} à {date.hour}"
            yield FeedEntry(
                uid=tag_uri(date.uid),
                title=f"{date.title}, {when}",
                url=date.url,
                published=date.changed,
                updated=date.changed,
                summary=f"{date.source.label}, {when}, {date.address or date.place}. {date.details}".strip(),
                categories=(date.source.label,),
            )


SOURCES = (AgendaEntries(),)
