"""Sections on the page of an EPM: its pictures for everybody; its team, its visits for those who keep it."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from reseau.calendar.agenda.dates import stored_entries
from reseau.calendar.agenda.lines import days_in_words
from reseau.declarations.agenda_dates import closing_entries
from reseau.directory.place_visits.models import PlaceVisit
from reseau.directory.place_visits.permissions import may_note_visit, may_read_visits
from reseau.people.members.models.member import Member
from reseau.people.members.permissions import may_keep_team
from reseau.places.models.epm import EPM
from reseau.places.permissions import may_edit_epm
from reseau.web.queries.compiled_query import CompiledQuery

CALENDAR_AHEAD = datetime.timedelta(days=13)


def readable_visit(reader: Member, epm: EPM) -> QuerySet:
    return PlaceVisit.objects.visible_to(reader).of(epm).values_list("pk")[:1]


PICTURES = CompiledQuery(lambda epm: epm.pictures.all())
READABLE_VISIT = CompiledQuery(readable_visit)


def pictures_section(request, epm) -> tuple[str, dict] | None:
    """One query. A place without a picture shows its team alone how to add one."""
    pictures, may_edit = PICTURES.rows(epm=epm), may_edit_epm(request.user, epm)
    if not pictures and not may_edit:
        return None
    return "reseau/directory/place_pictures/_epm_pictures.html", {
        "epm": epm,
        "pictures": pictures,
        "may_edit": may_edit,
    }


def calendar_section(request, epm) -> tuple[str, dict] | None:
    """What everybody may see there in the next days, counted day by day. One query, kept, for all places."""
    if not epm.is_open:
        return None
    today = timezone.localdate()
    last = today + CALENDAR_AHEAD
    # The closures of the place are on its row, which the page has read.
    closings = closing_entries((epm.pk, epm.opening_hours, epm.commune.territory_id), today, last)
    entries = [*closings, *stored_entries(AnonymousUser(), today, last)]
    days = days_in_words([entry for entry in entries if entry.epm == epm.pk], today, last)
    return "reseau/calendar/week_calendar/_epm_calendar.html", {"epm": epm, "days": days, "today": today}


def team_section(request, epm) -> tuple[str, dict] | None:
    if not may_keep_team(request.user, epm):
        return None
    return "reseau/people/teams/_epm_team.html", {"epm": epm}


def visits_section(request, epm) -> tuple[str, dict] | None:
    """The way to its visits; for the team, once one is shared. One query for the team."""
    user = request.user
    may_note = may_note_visit(user, epm)
    if not may_note and not (may_read_visits(user, epm) and READABLE_VISIT.row(reader=user, epm=epm)):
        return None
    context = {"epm": epm, "may_note": may_note}
    return "reseau/directory/place_visits/_epm_visits.html", context


SECTIONS = (pictures_section, calendar_section, team_section, visits_section)
