"""A project proposed from a model, changed, moved to its next state, set aside."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.forms import NewProjectForm, ProjectForm, SetAsideForm
from projets.portfolio.projects.permissions import may_move_project, may_propose
from projets.portfolio.projects.ready_models import ReadyProject, ready_projects
from projets.portfolio.projects.services import move_project
from projets.portfolio.projects.views.project_lookup import ProjectFormView, project_for
from reseau.permissions import network_required, required
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# The closing has a form, as what is set aside.
MOVED_BY_A_BUTTON = set(ProjectState.values) - {ProjectState.CLOSED}
CHANGED = ("title", "aim", "means", "chantier", "starts_on", "ends_on")


@required(may_propose)
@require_safe
def project_models(request: HttpRequest) -> HttpResponse:
    """The models to begin from."""
    return render(request, "projets/portfolio/projects/models.html", {"models": ready_projects().values()})


@method_decorator(required(may_propose), name="dispatch")
class ProjectNewView(ServiceFormView):
    """The form of ten minutes, filled by a model: every word of it may be changed."""

    template_name = "projets/portfolio/projects/project_new.html"
    form_class = NewProjectForm

    @cached_property
    def ready(self) -> ReadyProject:
        try:
            return ready_projects()[self.kwargs["key"]]
        except KeyError as error:
            raise Http404 from error

    def get_initial(self) -> dict:
        ready, user = self.ready, self.request.user
        words = {name: getattr(ready, name) for name in ("title", "aim", "means")}
        epms = sorted(user.epm_ids)
        return words | {
            "chantier": Chantier.objects.filter(rank=ready.chantier).first(),
            "epm": epms[0] if len(epms) == 1 else None,
        }

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(ready=self.ready, **kwargs)

    def done(self, form: NewProjectForm) -> HttpResponse:
        project = form.begin(by=self.request.user, ready=self.ready)
        messages.success(self.request, "L’idée est notée. Complétez sa page, puis proposez-la quand elle est prête.")
        return redirect(project)


@method_decorator(network_required, name="dispatch")
class ProjectEditView(ProjectFormView):
    template_name = "projets/portfolio/projects/project_edit.html"
    form_class = ProjectForm

    def get_initial(self) -> dict:
        words = {name: getattr(self.project, name) for name in CHANGED}
        return words | {"territories": self.project.territories.all()}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"project": self.project}

    def done(self, form: ProjectForm) -> HttpResponse:
        messages.success(self.request, f"C’est noté\u00a0: {form.save()}.")
        return redirect(self.project)


def may_set_aside(user, project) -> bool:
    return may_move_project(user, project, ProjectState.SET_ASIDE)


@method_decorator(network_required, name="dispatch")
class SetAsideView(ProjectFormView):
    """Why a project is set aside: whoever proposed it reads it."""

    template_name = "projets/portfolio/projects/set_aside.html"
    form_class = SetAsideForm
    may = staticmethod(may_set_aside)

    def done(self, form: SetAsideForm) -> HttpResponse:
        form.save(project=self.project, by=self.request.user)
        messages.success(self.request, "Le projet est écarté. Ses personnes sont prévenues, avec la raison.")
        return redirect(self.project)


@network_required
@require_POST
def project_move(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Move a project to the state of the button."""
    project = project_for(request.user, pk)
    if state not in MOVED_BY_A_BUTTON or not may_move_project(request.user, project, ProjectState(state)):
        raise Http404
    with refusals_as_messages(request):
        project = move_project(project=project, state=ProjectState(state), by=request.user)
        messages.success(
            request, f"C’est noté\u00a0: {project.get_state_display().lower()}. Ses personnes sont prévenues."
        )
    return redirect(project)
