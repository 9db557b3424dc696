"""Outings: the public list and page; the form of the team that organises, and its gesture to cancel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from patrimoine.outings.forms import OutingForm
from patrimoine.outings.models import Outing
from patrimoine.outings.permissions import allowed_outing, may_announce_outing, may_change_outing
from patrimoine.outings.services import cancel_outing
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from reseau.permissions import network_required, required
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

# Word of the address → what an outing is about.
SUBJECTS = {"lieu": HeritagePlace, "circuit": HeritageTrail}


@method_decorator(login_not_required, name="dispatch")
class OutingsView(ListView):
    """What is to come, the nearest first; what is cancelled says so."""

    template_name = "patrimoine/outings/outings.html"
    context_object_name = "outings"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Outing]:
        return Outing.objects.visible_to(self.request.user).not_over(timezone.localdate()).with_where()


@method_decorator(login_not_required, name="dispatch")
class OutingView(DetailView):
    """One outing: when, where, with whom."""

    template_name = "patrimoine/outings/outing.html"
    context_object_name = "outing"

    def get_object(self) -> Outing:
        return get_object_or_404(Outing.objects.visible_to(self.request.user).with_where(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(may_change=may_change_outing(self.request.user, self.object), **kwargs)


class OutingFormView(ServiceFormView):
    """The form of an outing at a place, or along a trail (`subject`); `outing`: None for a new one."""

    template_name = "patrimoine/outings/outing_form.html"
    form_class = OutingForm
    outing: Outing | None = None
    subject: HeritagePlace | HeritageTrail

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"by": self.request.user, "outing": self.outing, "subject": self.subject}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(outing=self.outing, subject=self.subject, **kwargs)

    def done(self, form: OutingForm) -> HttpResponse:
        outing = form.save()
        messages.success(self.request, "C’est annoncé.")
        return redirect(outing)


@method_decorator(required(may_announce_outing), name="dispatch")
class AnnounceOutingView(OutingFormView):
    """Announce an outing: the address says where."""

    @cached_property
    def subject(self) -> HeritagePlace | HeritageTrail:
        if self.kwargs["of"] not in SUBJECTS:
            raise Http404
        return get_object_or_404(SUBJECTS[self.kwargs["of"]].objects.published(), slug=self.kwargs["slug"])


@method_decorator(network_required, name="dispatch")
class ChangeOutingView(OutingFormView):
    """What changes in an outing that is announced."""

    @cached_property
    def outing(self) -> Outing:
        return allowed_outing(self.request.user, self.kwargs["pk"])

    @cached_property
    def subject(self) -> HeritagePlace | HeritageTrail:
        return self.outing.subject


@require_POST
@network_required
def outing_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    outing = allowed_outing(request.user, pk)
    with refusals_as_messages(request):
        cancel_outing(outing=outing)
        messages.success(request, "La sortie est annulée\u00a0: sa page le dit. Prévenez qui devait venir.")
    return redirect(outing)
