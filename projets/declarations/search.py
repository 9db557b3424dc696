"""Searchable projects, poolings, items of the committee, for members; what the public reads, for everybody."""

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.pooling.models import Pooling
from projets.portfolio.projects.models import Project
from projets.public_pages.models import ChantierFigure
from projets.steering.decisions.models import SteeringDecision
from projets.steering.enums import SteeringState
from projets.steering.extracts.models import PublicDecision, PublicItem
from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.minutes.models import ItemMinutes
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from search.sources.documents import Document
from search.sources.registry import SearchSource


class ProjectSource(SearchSource):
    kind = "project"
    label = "Projet"
    label_plural = "Projets"
    icon = "compass"
    model = Project
    # Below sheets, which one finds more often on the same words.
    weight = 0.4
    spoken = "projets?"

    def queryset(self) -> QuerySet[Project]:
        return Project.objects.with_place().order_by("pk")

    def visible_to(self, user) -> QuerySet[Project]:
        return Project.objects.visible_to(user)

    def related(self) -> dict:
        return {
            Chantier: "chantier",
            EPM: "epms",
            Commune: "epms__commune",
            Territory: ("territories", "epms__commune__territory"),
        }

    def document(self, instance: Project) -> Document:
        territories = tuple(territory.name for territory in instance.all_territories)
        places = tuple(place.name for place in instance.places)
        facets = {"territory": territories, "epm": places}
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.MEMBER}),
            summary=instance.aim,
            body="\n".join(filter(None, [instance.means, *places])),
            keywords=(self.label, instance.chantier.name),
            facts=(instance.get_state_display(), instance.chantier.name),
            facets={name: values for name, values in facets.items() if values},
        )


class SteeringItemSource(SearchSource):
    """An item of the agenda of a meeting that was convened, where it stands on the page of its meeting."""

    kind = "steering_item"
    label = "Point du comité de pilotage"
    label_plural = "Points du comité de pilotage"
    icon = "landmark"
    model = SteeringItem
    weight = 0.4

    def queryset(self) -> QuerySet[SteeringItem]:
        convened = SteeringItem.objects.exclude(meeting__convened_at=None)
        decisions = Prefetch("decisions", SteeringDecision.objects.select_related(None))
        items = convened.select_related("meeting", "project", "chantier", "minutes")
        return items.prefetch_related(decisions).order_by("pk")

    def visible_to(self, user) -> QuerySet[SteeringItem]:
        return SteeringItem.objects.filter(meeting__in=SteeringMeeting.objects.visible_to(user).order_by())

    def related(self) -> dict:
        return {
            SteeringMeeting: "meeting",
            Project: "project",
            Chantier: "chantier",
            ItemMinutes: "minutes",
            SteeringDecision: "decisions",
        }

    def document(self, instance: SteeringItem) -> Document:
        about = instance.project or instance.chantier
        # A draft is the coordination's, and the index is everybody's.
        is_approved = instance.meeting.state == SteeringState.APPROVED and hasattr(instance, "minutes")
        minutes = instance.minutes.text if is_approved else ""
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=f"{instance.meeting.get_absolute_url()}#point-{instance.pk}",
            audience=frozenset({audience.MEMBER}),
            summary=instance.words,
            body="\n".join([minutes, *(decision.text for decision in instance.decisions.all())]).strip(),
            keywords=tuple(filter(None, (self.label, str(about or "")))),
            facts=(str(instance.meeting),),
        )


class PublicItemSource(SearchSource):
    """What everybody reads of an item of the committee, in the words written for it."""

    kind = "steering_extract"
    label = "Extrait du comité de pilotage"
    label_plural = "Extraits du comité de pilotage"
    icon = "landmark"
    model = PublicItem
    title_field = "item__title"
    weight = 0.4

    def queryset(self) -> QuerySet[PublicItem]:
        decisions = SteeringDecision.objects.filter(public_decision__isnull=False).select_related(None)
        shown = Prefetch("item__decisions", decisions, to_attr="public_decisions")
        approved = PublicItem.objects.filter(item__meeting__state=SteeringState.APPROVED)
        return approved.select_related("item__meeting").prefetch_related(shown).order_by("pk")

    def visible_to(self, user) -> QuerySet[PublicItem]:
        return PublicItem.objects.filter(item__meeting__state=SteeringState.APPROVED)

    def related(self) -> dict:
        return {
            SteeringItem: "item",
            SteeringMeeting: "item__meeting",
            SteeringDecision: "item__decisions",
            PublicDecision: "item__decisions__public_decision",
        }

    def document(self, instance: PublicItem) -> Document:
        page = reverse("projets:public_extract", args=[instance.item.meeting_id])
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.item.title,
            url=f"{page}#point-{instance.item_id}",
            audience=frozenset({audience.PUBLIC}),
            summary=instance.words,
            body="\n".join(decision.text for decision in instance.item.public_decisions),
            keywords=(self.label,),
            facts=(str(instance.item.meeting),),
        )


class ChantierSource(SearchSource):
    """Public, once the coordination has put something on the page."""

    kind = "chantier"
    label = "Chantier"
    label_plural = "Chantiers"
    icon = "route"
    model = Chantier
    title_field = "name"
    weight = 0.4

    def queryset(self) -> QuerySet[Chantier]:
        shown = Q(public_figures__isnull=False) | Q(projects__is_public=True) | Q(shows_sums=True)
        projects = Prefetch("projects", Project.objects.shown_to_all().order_by("pk"), to_attr="shown_projects")
        shown_keys = Chantier.objects.filter(shown).values("pk")
        return Chantier.objects.filter(pk__in=shown_keys).prefetch_related(projects)

    def visible_to(self, user) -> QuerySet[Chantier]:
        return self.queryset()

    def related(self) -> dict:
        return {ChantierFigure: "public_figures", Project: "projects"}

    def document(self, instance: Chantier) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.name,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.aim,
            body="\n".join(f"{project.title}. {project.aim}" for project in instance.shown_projects),
            keywords=(self.label,),
        )


class PoolingSource(SearchSource):
    kind = "pooling"
    label = "Achat groupé ou convention"
    label_plural = "Achats groupés et conventions"
    icon = "folder"
    model = Pooling
    weight = 0.4

    def queryset(self) -> QuerySet[Pooling]:
        return Pooling.objects.order_by("pk")

    def visible_to(self, user) -> QuerySet[Pooling]:
        return Pooling.objects.visible_to(user)

    def document(self, instance: Pooling) -> Document:
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.MEMBER}),
            summary=instance.conditions,
            body=instance.unit,
            keywords=(instance.get_kind_display(), "mutualisation"),
            facts=(instance.get_kind_display(), instance.get_state_display()),
        )


SOURCES = (ProjectSource(), SteeringItemSource(), PublicItemSource(), ChantierSource(), PoolingSource())
