"""The demo's calendars: an animator, a territorial animator and the people of a room follow theirs from elsewhere."""

from formation.models import CalendarFeed
from reseau.models import EPM, Member, Territory

# A real address is drawn at random; these are the same from one demo to the next.
TOKENS = ("demonstration-mes-formations", "demonstration-territoire", "demonstration-salle")


def build_calendars(*, animator: Member) -> None:
    epm = EPM.objects.get(pk=min(animator.epm_ids))
    territory = Territory.objects.get(name="Cahors")
    watcher = Member.objects.get(email="territoire.cahors@example.org")
    mine, of_territory, of_room = TOKENS
    CalendarFeed.objects.bulk_create(
        [
            CalendarFeed(token=mine, member=animator, created_by=animator),
            CalendarFeed(token=of_territory, territory=territory, created_by=watcher),
            CalendarFeed(token=of_room, epm=epm, created_by=animator),
        ]
    )
