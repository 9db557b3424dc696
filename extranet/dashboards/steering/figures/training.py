"""Figures of training: half-days, people trained, people who never were, attendances that wait."""

from django.db.models import Exists, OuterRef, QuerySet

from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.scope import Scope
from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import PLACE_FIELDS, PLACE_JOINS
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full


class HalfDayFigure(Figure):
    """Half-days, listed with their session."""

    section = Section.TRAINING

    def placed(self, half_days: QuerySet, scope: Scope) -> QuerySet:
        """Keep those that are held in the territories of the scope."""
        return half_days.filter(scope.within("session__epm__commune__territory", "session__commune__territory"))

    def listed(self, rows: QuerySet) -> QuerySet:
        joins = ("session__training", *(f"session__{name}" for name in PLACE_JOINS))
        columns = ("date", "part", "session__training__title", *(f"session__{name}" for name in PLACE_FIELDS))
        return rows.select_related(*joins).only(*columns).order_by("-date", "start", "pk")

    def row(self, counted: HalfDay) -> ListRow:
        session = counted.session
        facts = [f"{day_in_full(counted.date)}, {counted.get_part_display().lower()}", session.place]
        return ListRow(session.training.title, session.get_absolute_url(), facts)


class DeliveredHalfDays(HalfDayFigure):
    slug, words = "demi-journees", ("demi-journée de formation", "demi-journées de formation")
    definition = "Réalisées\u00a0: émargement clos, au moins une personne présente. Deux font un jour de formation."
    is_dated = True
    moment = "date"

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(HalfDay.objects.planned().delivered().filter(scope.days("date")), scope)


class AttendancesToClose(HalfDayFigure):
    icon = "clock"
    slug, words = "emargements", ("émargement à clore", "émargements à clore")
    definition = "Demi-journées d’aujourd’hui ou passées\u00a0: sans émargement clos, elles ne comptent pas."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        return self.placed(HalfDay.objects.to_close(), scope)


class MemberFigure(Figure):
    """Members, listed with what they do."""

    section = Section.TRAINING
    counts_people = True

    def listed(self, rows: QuerySet) -> QuerySet:
        return rows.with_live_positions().order_by("search_name", "pk")

    def row(self, counted: Member) -> ListRow:
        positions = getattr(counted, "live_positions", [])
        return ListRow(str(counted), counted.get_absolute_url() if positions else "", [str(post) for post in positions])


class TrainedPeople(MemberFigure):
    slug, words = "personnes-formees", ("personne formée", "personnes formées")
    definition = "Présentes à une demi-journée close au moins, au territoire où elles travaillent aujourd’hui."
    is_dated = True
    moment, counted = "half_day__date", "enrolment__member"

    def facts(self, scope: Scope) -> QuerySet:
        return Attendance.objects.present().filter(scope.days(self.moment), scope.worked_by(self.counted))

    def rows(self, scope: Scope) -> QuerySet:
        presences = Attendance.objects.present().filter(scope.days(self.moment))
        return Member.objects.filter(Exists(presences.filter(enrolment__member=OuterRef("pk"))), scope.worked_by())


class NeverTrained(MemberFigure):
    icon = "graduation-cap"
    slug, words = "jamais-formees", ("personne jamais formée", "personnes jamais formées")
    definition = "En poste dans un EPM, sans aucune présence à une formation."
    is_late = True

    def rows(self, scope: Scope) -> QuerySet:
        positions = Position.objects.live().filter(scope.within("epm__commune__territory"), role=Role.ANIMATOR)
        presences = Attendance.objects.present().filter(enrolment__member=OuterRef("pk"))
        return Member.objects.in_network().filter(~Exists(presences), pk__in=positions.values("member"))


TRAINING_FIGURES = (DeliveredHalfDays(), TrainedPeople(), NeverTrained(), AttendancesToClose())
