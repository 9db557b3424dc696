"""The project of an address, as its reader may open it; a form page of one project."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from projets.portfolio.projects.models import Project
from projets.portfolio.projects.permissions import may_edit_project
from reseau.people.members.models.member import Member
from reseau.web.service_forms import ServiceFormView


def project_for(user: Member, pk: int, may=None) -> Project:
    """Return a project that `user` reads, and for which `may(user, project)` holds. Raises Http404."""
    project = get_object_or_404(Project.objects.visible_to(user).with_place(), pk=pk)
    if may and not may(user, project):
        raise Http404
    return project


class ProjectFormView(ServiceFormView):
    """A form about a project that the reader may edit; `done` saves it and returns where to go."""

    may = staticmethod(may_edit_project)

    @cached_property
    def project(self) -> Project:
        return project_for(self.request.user, self.kwargs["pk"], self.may)

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        """Look for the project first, so that no form of another one is shown."""
        self.kwargs = kwargs
        if "pk" in kwargs:
            self.request = request
            self.project  # noqa: B018 - raises Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(project=self.project, **kwargs)
