"""Public pages of the charters and of their versions; what the coordination does to a version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from qualite.labelling.charter.models import Charter
from qualite.labelling.charter.services import draft_next_version, put_in_force
from reseau.permissions import coordinator_required, is_coordinator
from reseau.web.refusals import refusals_as_messages


@method_decorator(login_not_required, name="dispatch")
class ChartersView(ListView):
    """The charters and their versions; drafts for the coordination alone."""

    template_name = "qualite/labelling/charter/charters.html"
    context_object_name = "charters"

    def get_queryset(self) -> QuerySet[Charter]:
        return Charter.objects.readable_by(self.request.user).annotate(criterion_count=Count("axes__criteria"))

    def get_context_data(self, **kwargs) -> dict:
        may_edit = is_coordinator(self.request.user)
        drafted = {charter.slug for charter in self.object_list if charter.is_draft}
        return super().get_context_data(may_edit=may_edit, drafted=drafted, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class CharterView(DetailView):
    """The whole text of a charter: the version of the address, or the one in force."""

    template_name = "qualite/labelling/charter/charter.html"
    context_object_name = "charter"

    def get_object(self) -> Charter:
        versions = Charter.objects.readable_by(self.request.user).with_criteria().filter(slug=self.kwargs["slug"])
        if "version" in self.kwargs:
            return get_object_or_404(versions, version=self.kwargs["version"])
        return get_object_or_404(versions.in_force())


@coordinator_required
@require_POST
def charter_next_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Prepare the next version, a draft edited in Wagtail's admin."""
    charter = get_object_or_404(Charter, slug=slug, version=version)
    with refusals_as_messages(request):
        draft = draft_next_version(charter=charter)
        messages.success(
            request, f"Le brouillon de la version {draft.version} est prêt, copié de la version {charter.version}."
        )
    return redirect("qualite:charters")


@coordinator_required
@require_POST
def charter_put_in_force(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Put a draft in force: it no longer changes, files begun from now on follow it."""
    charter = get_object_or_404(Charter, slug=slug, version=version)
    with refusals_as_messages(request):
        put_in_force(charter=charter)
        messages.success(
            request, f"La version {version} est en vigueur\u00a0: les dossiers qui commencent la suivent désormais."
        )
    return redirect("qualite:charters")
