"""Trainings that are announced, as a public feed: their dates and place, the last announced first."""

from collections.abc import Iterator

from django.db.models import Max

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.calendar.feeds.registry import MOST, FeedEntry, FeedSource, tag_uri


class SessionEntries(FeedSource):
    name = "formations"
    title = "Formations annoncées"
    subtitle = "Les dates des formations des médiateurs numériques du Lot."
    page = "formation:catalogue"

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the sessions to come of the published trainings. Three queries."""
        trainings = TrainingPage.objects.visible_to(user)
        coming = Session.objects.upcoming().filter(training__in=trainings).with_beginning().with_place()
        for session in coming.annotate(changed_at=Max("half_days__changed")).order_by("-created", "-pk")[:MOST]:
            yield FeedEntry(
                uid=tag_uri(f"session-{session.pk}"),
                title=f"{session.training.title}, {session.when_and_where}",
                url=session.training.get_absolute_url(),
                published=session.created,
                updated=session.changed_at or session.created,
                summary=session.training.aim,
            )


SOURCES = (SessionEntries(),)
