"""Chantiers, projects, their money, poolings, made by the services of the site."""

import datetime

import factory
from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.funding.enums import LineKind
from projets.portfolio.funding.models import Funder, FundingLine
from projets.portfolio.funding.services import note_line
from projets.portfolio.pooling.enums import PoolingKind
from projets.portfolio.pooling.models import Pooling
from projets.portfolio.pooling.services import save_pooling
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.services import begin_project, move_project
from tests.factories.reseau import MemberFactory

WAY = (ProjectState.PROPOSED, ProjectState.DECIDED, ProjectState.RUNNING, ProjectState.CLOSED)


class ChantierFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Chantier
        django_get_or_create = ["rank"]

    rank = 4
    name = factory.Sequence(lambda n: f"Chantier {n}")
    slug = factory.Sequence(lambda n: f"chantier-{n}")
    aim = "Réduire la fracture numérique."


class ProjectFactory(factory.Factory):
    """An idea; `state` moves it there, step by step, by the coordination."""

    class Meta:
        model = Project

    title = factory.Sequence(lambda n: f"Des ateliers au village {n}")
    aim = "Que chacun fasse ses démarches près de chez soi."
    chantier = factory.SubFactory(ChantierFactory)
    by = factory.SubFactory(MemberFactory, animator=True)
    state = ProjectState.IDEA

    @classmethod
    def _create(cls, model_class, *args, state, **kwargs):
        project = begin_project(**kwargs)
        if state == ProjectState.IDEA:
            return project
        coordinator = MemberFactory(coordinator=True)
        for step in WAY[: WAY.index(state) + 1]:
            project = move_project(project=project, state=step, by=coordinator)
        return project


class FunderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Funder

    name = factory.Sequence(lambda n: f"Financeur {n}")


class FundingLineFactory(factory.Factory):
    """A line of the ledger of a project, noted by who proposed it."""

    class Meta:
        model = FundingLine

    project = factory.SubFactory(ProjectFactory)
    funder = factory.SubFactory(FunderFactory)
    kind = LineKind.PROMISED
    cents = 100_000
    day = datetime.date(2026, 3, 2)
    by = factory.LazyAttribute(lambda line: line.project.proposed_by)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return note_line(**kwargs)


class PoolingFactory(factory.Factory):
    """A purchase whose call is open for a month, opened by `by`."""

    class Meta:
        model = Pooling

    kind = PoolingKind.PURCHASE
    title = factory.Sequence(lambda n: f"Des tablettes {n}")
    conditions = "Livrées à Cahors, à aller chercher."
    unit = "une tablette et sa housse"
    unit_cents = 12_000
    offered = None
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))
    begins_on = ends_on = None
    by = factory.SubFactory(MemberFactory, coordinator=True)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return save_pooling(**kwargs)
