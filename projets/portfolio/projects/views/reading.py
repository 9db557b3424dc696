"""Projects as members read them: the list with its filters, one project."""

from django.db.models import Prefetch, QuerySet
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.chantiers.permissions import may_change_chantier
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.forms import ProjectFilterForm
from projets.portfolio.projects.models import Project, ProjectPerson, ProjectStep
from projets.portfolio.projects.permissions import may_edit_project, may_move_project, reads_discussion
from reseau.permissions import network_required
from reseau.web.page_sections import page_sections

# The button that leads to each state.
MOVES = {
    ProjectState.IDEA: "Revenir à l’état d’idée",
    ProjectState.PROPOSED: "Proposer ce projet",
    ProjectState.DECIDED: "Décider ce projet",
    ProjectState.RUNNING: "Commencer ce projet",
}


@method_decorator(network_required, name="dispatch")
class ProjectsView(ListView):
    template_name = "projets/portfolio/projects/projects.html"
    context_object_name = "projects"
    paginate_by = 20

    @cached_property
    def filters(self) -> ProjectFilterForm:
        return ProjectFilterForm(self.request.GET)

    def get_queryset(self) -> QuerySet[Project]:
        projects, chosen = Project.objects.visible_to(self.request.user), self.filters.chosen
        if chantier := chosen.get("chantier"):
            projects = projects.filter(chantier=chantier)
        if state := chosen.get("etat"):
            projects = projects.filter(state=state)
        if territory := chosen.get("territoire"):
            projects = projects.in_territory(territory)
        return projects.with_place().in_order()

    def get_context_data(self, **kwargs) -> dict:
        may_change = may_change_chantier(self.request.user)
        return super().get_context_data(
            filters=self.filters,
            is_filtered=bool(self.filters.chosen),
            chantiers=Chantier.objects.all() if may_change else (),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class ProjectView(DetailView):
    """One project: what it wants, how far it is, and the buttons of those who may."""

    template_name = "projets/portfolio/projects/project.html"
    context_object_name = "project"

    def get_queryset(self) -> QuerySet[Project]:
        people = ProjectPerson.objects.select_related("member")
        steps = ProjectStep.objects.select_related("moved_by")
        parts = (Prefetch("people", people), Prefetch("steps", steps), "milestones", "risks")
        projects = (
            Project.objects.visible_to(self.request.user)
            .with_place()
            .select_related("proposed_by", "forum", "story__sheet__epm__commune")
        )
        return projects.prefetch_related(*parts)

    def get_context_data(self, **kwargs) -> dict:
        project, user = self.object, self.request.user
        states = [each for each in ProjectState(project.state).next_states if may_move_project(user, project, each)]
        return super().get_context_data(
            may_edit=may_edit_project(user, project),
            may_discuss=project.forum and reads_discussion(user, project),
            moves=[(state, MOVES[state]) for state in states if state in MOVES],
            may_close=ProjectState.CLOSED in states,
            may_set_aside=ProjectState.SET_ASIDE in states,
            sections=page_sections("project_sections", self.request, project),
            **kwargs,
        )
