"""Figures of video desks: interviews that were held."""

from django.db.models import QuerySet

from accueil.visio.appointments.enums import AppointmentState
from accueil.visio.appointments.models import Appointment
from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.scope import Scope
from reseau.texts.wording import day_in_full


class VideoInterviews(Figure):
    slug, section = "entretiens-visio", Section.PLACES
    words = ("entretien par visio", "entretiens par visio")
    definition = "Rendez-vous d’un point visio qui ont eu lieu."
    is_dated = True
    counts_people = True
    moment = "day"

    def rows(self, scope: Scope) -> QuerySet:
        held = Appointment.objects.filter(state=AppointmentState.SEEN)
        return held.filter(scope.days("day"), scope.within("room__epm__commune__territory"))

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("partner", "room__epm").order_by("-day", "-begins", "-pk")
        return rows.only("day", "partner__short_name", "room__epm__name")

    def row(self, counted: Appointment) -> ListRow:
        """Nothing of the person, and no link: the appointment is for the team of its place."""
        return ListRow(counted.partner.short_name, "", [day_in_full(counted.day), counted.room.epm.name])


VIDEO_FIGURES = (VideoInterviews(),)
