"""Figures of the people who animate: those who are paid for it, and volunteers."""

from django.db.models import QuerySet

from extranet.dashboards.steering.figure import Section
from extranet.dashboards.steering.figures.training import MemberFigure
from extranet.dashboards.steering.scope import Scope
from reseau.enums import Contract, Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


class Animators(MemberFigure):
    """A person with a paid position in one place and a voluntary one in another counts in both figures."""

    section = Section.PLACES
    contract: Contract

    def rows(self, scope: Scope) -> QuerySet:
        positions = Position.objects.live().filter(scope.within("epm__commune__territory"), role=Role.ANIMATOR)
        positions = positions.filter(contract=self.contract, member__is_active=True)
        return Member.objects.filter(pk__in=positions.order_by().values("member"))


class PaidAnimators(Animators):
    slug, words = "animateurs-salaries", ("personne salariée qui anime", "personnes salariées qui animent")
    definition = "En poste dans un EPM aujourd’hui, un poste salarié au moins."
    contract = Contract.PAID


class VolunteerAnimators(Animators):
    slug, words = "animateurs-benevoles", ("bénévole qui anime", "bénévoles qui animent")
    definition = "En poste dans un EPM aujourd’hui, un poste bénévole au moins."
    contract = Contract.VOLUNTEER


ANIMATOR_FIGURES = (PaidAnimators(), VolunteerAnimators())
