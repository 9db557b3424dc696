"""The documents of a project: their list with the upload form, one sent, one removed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from projets.portfolio.documents.forms import ProjectFileForm
from projets.portfolio.documents.models import ProjectFile
from projets.portfolio.documents.permissions import may_join_file, may_remove_file
from projets.portfolio.documents.services import join_file, remove_file
from projets.portfolio.projects.permissions import may_edit_project
from projets.portfolio.projects.views.project_lookup import ProjectFormView
from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required


@method_decorator(network_required, name="dispatch")
class ProjectFilesView(ProjectFormView):
    """Read by members; the form is for those who may join a file."""

    template_name = "projets/portfolio/documents/files.html"
    form_class = ProjectFileForm
    refused_field = "file"
    may = None

    def get_context_data(self, **kwargs) -> dict:
        user, project = self.request.user, self.project
        edits = may_edit_project(user, project)
        documents = list(project.documents.select_related("added_by"))
        for document in documents:
            document.may_remove = edits or document.added_by_id == user.pk
        return super().get_context_data(documents=documents, may_join=may_join_file(user, project), **kwargs)

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if not may_join_file(request.user, self.project):
            raise Http404
        return super().post(request, *args, **kwargs)

    def done(self, form: ProjectFileForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        document = join_file(project=self.project, by=self.request.user, file=file, name=form.cleaned_data["name"])
        messages.success(self.request, f"Le document «\u00a0{document}\u00a0» est joint au projet.")
        if remark := remark_on(file, kind=document.kind):
            messages.warning(self.request, remark)
        return redirect("projets:project_files", self.project.pk)


@network_required
@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a document. The name in the address is for people: only the key counts."""
    document = get_object_or_404(ProjectFile.objects.visible_to(request.user), pk=pk)
    return send(request, ServedFile(document.file, document.name, document.media_type, document.added))


@network_required
@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(ProjectFile.objects.select_related("project"), pk=pk)
    if not may_remove_file(request.user, document):
        raise Http404
    remove_file(document=document)
    messages.success(request, f"Le document «\u00a0{document}\u00a0» n’est plus joint au projet.")
    return redirect("projets:project_files", document.project_id)
