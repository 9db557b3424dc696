"""Agreements of the authors of a place: for those who keep its record, and nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from patrimoine.agreements.forms import MakerAgreementForm
from patrimoine.agreements.models import MakerAgreement
from patrimoine.agreements.papers import agreement_paper
from patrimoine.agreements.services import withdraw_agreement
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.permissions import allowed_place, may_withdraw
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView


@method_decorator(network_required, name="dispatch")
class AgreementsView(ServiceFormView):
    """The agreements of a place, and one more."""

    template_name = "patrimoine/agreements/agreements.html"
    form_class = MakerAgreementForm
    agreement: MakerAgreement | None = None

    @cached_property
    def place(self) -> HeritagePlace:
        return allowed_place(self.request.user, self.kwargs["slug"], may_withdraw)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {
            "place": self.place,
            "by": self.request.user,
            "agreement": self.agreement,
        }

    def get_context_data(self, **kwargs) -> dict:
        agreements = self.place.agreements.select_related("noted_by").prefetch_related("works")
        return super().get_context_data(place=self.place, agreement=self.agreement, agreements=agreements, **kwargs)

    def done(self, form: MakerAgreementForm) -> HttpResponse:
        form.save()
        messages.success(self.request, "L’accord est noté.")
        return redirect("patrimoine:agreements", self.place.slug)


class AgreementEditView(AgreementsView):
    """What was copied wrong, or how the author wants to be named from now on."""

    template_name = "patrimoine/agreements/agreement_form.html"

    @cached_property
    def agreement(self) -> MakerAgreement:
        return _kept_agreement(self.request, self.kwargs["pk"])

    @cached_property
    def place(self) -> HeritagePlace:
        return self.agreement.place


@require_POST
@network_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The author takes back their agreement: everything that they made goes, in one gesture."""
    agreement = _kept_agreement(request, pk)
    with refusals_as_messages(request):
        withdraw_agreement(agreement=agreement, by=request.user)
        messages.success(request, "C’est retiré, et effacé. Rendez le papier, ou détruisez-le.")
    return redirect("patrimoine:agreements", agreement.place.slug)


@network_required
@require_safe
def agreement_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper to sign before anything is published."""
    place = allowed_place(request.user, slug, may_withdraw)
    return paper_response(request, agreement_paper(place), name=f"accord-{place.slug}.pdf")


def _kept_agreement(request: HttpRequest, pk: int) -> MakerAgreement:
    agreement = get_object_or_404(MakerAgreement.objects.select_related("place"), pk=pk)
    agreement.place = allowed_place(request.user, agreement.place.slug, may_withdraw)
    return agreement
