"""The intermediate archive, for coordinators alone: who the nameless accounts were, until when, what they followed."""

import logging

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods
from django.views.generic import ListView

from b2i.rights.forms import VisaForm
from formation.archives.models import ArchivedIdentity
from formation.archives.services import destroy_identity
from formation.certificates.models import Certificate
from formation.enrolment.models.enrolment import Enrolment
from reseau.permissions import coordinator_required
from reseau.refusals import refusals_in

logger = logging.getLogger(__name__)


@method_decorator(coordinator_required, name="dispatch")
class ArchivesView(ListView):
    """Names, what each proves, and their term. A reading is noted in the log of the server, without the names."""

    template_name = "formation/archives/archives.html"
    context_object_name = "identities"
    paginate_by = 20

    def get_queryset(self):
        certificates = Prefetch("certificates", Certificate.objects.in_force(), to_attr="in_force")
        enrolments = Enrolment.objects.select_related("session__training").prefetch_related(certificates)
        identities = ArchivedIdentity.objects.visible_to(self.request.user).named()
        return identities.prefetch_related(Prefetch("member__enrolments", enrolments), "member__sessions_given")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(years=settings.ARCHIVES["training_years"], **kwargs)
        keys = [identity.pk for identity in context["identities"]]
        logger.info("archived identities %s read by member=%s", keys, self.request.user.pk)
        today = timezone.localdate()
        for identity in context["identities"]:
            identity.is_due = identity.is_over(today)
        return context


archives = ArchivesView.as_view()


@coordinator_required
@require_http_methods(["GET", "POST"])
def archive_destroy(request, pk: int):
    identities = ArchivedIdentity.objects.visible_to(request.user).named()
    identity = get_object_or_404(identities.filter(kept_until__lt=timezone.localdate()), pk=pk)
    form = VisaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "visa_on"):
            destroy_identity(identity=identity, **form.cleaned_data)
            messages.success(request, "Le nom et les signatures sont détruits. Les présences restent, sans nom.")
            return redirect("formation:archives")
    context = {"identity": identity, "form": form}
    return render(request, "formation/archives/archive_destroy.html", context, status=422 if form.errors else 200)
