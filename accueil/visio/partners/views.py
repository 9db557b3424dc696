"""Pages of the coordination: partners, their services and offices, the list of motives."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from accueil.visio.partners.forms import MotiveForm, OfficeForm, PartnerForm, PartnerServiceForm
from accueil.visio.partners.models import InterviewMotive, Partner, PartnerOffice
from accueil.visio.partners.services import remove_office, renew_link
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView


@method_decorator(coordinator_required, name="dispatch")
class PartnersView(ListView):
    """Every partner with its services and offices: open, announced, gone."""

    template_name = "accueil/visio/partners/partners.html"
    context_object_name = "partners"

    def get_queryset(self):
        return Partner.objects.prefetch_related("services", "offices__commune")


class KeptFormView(ServiceFormView):
    """A form whose `save` calls a service; a refusal stands in the form, with what was typed."""

    saved = "C’est enregistré."

    def save(self, form) -> object:
        return form.save()

    def done(self, form) -> HttpResponse:
        self.object = self.save(form)
        messages.success(self.request, self.saved)
        return redirect(self.get_success_url())


@method_decorator(coordinator_required, name="dispatch")
class PartnerEditView(KeptFormView):
    """Add a partner, or change it."""

    template_name = "accueil/visio/partners/partner_form.html"
    form_class = PartnerForm

    @cached_property
    def partner(self) -> Partner | None:
        return get_object_or_404(Partner, slug=self.kwargs["slug"]) if "slug" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"partner": self.partner}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(partner=self.partner, **kwargs)

    def get_success_url(self) -> str:
        return reverse("accueil:partner_record", args=[self.object.slug])


@method_decorator(coordinator_required, name="dispatch")
class PartnerRecordView(KeptFormView):
    """One partner: its services, its offices, an office to add."""

    template_name = "accueil/visio/partners/partner_record.html"
    form_class = OfficeForm
    saved = "L’agence est notée."

    @cached_property
    def partner(self) -> Partner:
        return get_object_or_404(Partner, slug=self.kwargs["slug"])

    def save(self, form: OfficeForm) -> PartnerOffice:
        return form.save(partner=self.partner)

    def get_context_data(self, **kwargs) -> dict:
        offices = self.partner.offices.select_related("commune")
        return super().get_context_data(
            partner=self.partner,
            services=self.partner.services.all(),
            offices=offices,
            link=urljoin(settings.ORIGIN, self.partner.private_path),
            **kwargs,
        )

    def get_success_url(self) -> str:
        return reverse("accueil:partner_record", args=[self.partner.slug])


@method_decorator(coordinator_required, name="dispatch")
class PartnerServiceView(KeptFormView):
    """Add a service to a partner, or change it."""

    template_name = "accueil/visio/partners/service_form.html"
    form_class = PartnerServiceForm

    @cached_property
    def partner(self) -> Partner:
        return get_object_or_404(Partner, slug=self.kwargs["slug"])

    @cached_property
    def service(self):
        return get_object_or_404(self.partner.services, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"partner": self.partner, "service": self.service}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(partner=self.partner, service=self.service, **kwargs)

    def get_success_url(self) -> str:
        return reverse("accueil:partner_record", args=[self.partner.slug])


@coordinator_required
@require_POST
def office_remove(request: HttpRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(PartnerOffice.objects.select_related("partner", "commune"), pk=pk)
    remove_office(office=office)
    messages.success(request, f"L’agence n’est plus notée\u00a0: {office}.")
    return redirect("accueil:partner_record", office.partner.slug)


@coordinator_required
@require_POST
def link_renew(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the private link of a partner anew: the former one no longer opens anything."""
    partner = get_object_or_404(Partner, slug=slug)
    with refusals_as_messages(request):
        renew_link(partner=partner, by=request.user)
        messages.success(request, "Le lien est refait\u00a0: donnez le nouveau, l’ancien n’ouvre plus rien.")
    return redirect("accueil:partner_record", slug)


@method_decorator(coordinator_required, name="dispatch")
class MotivesView(KeptFormView):
    """The list of motives, and one to add or to change."""

    template_name = "accueil/visio/partners/motives.html"
    form_class = MotiveForm

    @cached_property
    def motive(self) -> InterviewMotive | None:
        return get_object_or_404(InterviewMotive, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"motive": self.motive}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(motive=self.motive, motives=InterviewMotive.objects.all(), **kwargs)

    def get_success_url(self) -> str:
        return reverse("accueil:motives")
