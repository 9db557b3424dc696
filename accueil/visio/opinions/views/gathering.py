"""Pages of a team: the tablet of its place, slips to print and to key, how many opinions came."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from accueil.visio.opinions.forms import SlipForm, last_months
from accueil.visio.opinions.gathered_months import gathered_at
from accueil.visio.opinions.interview_counts import month_of, received_partners
from accueil.visio.opinions.models import OpinionTablet
from accueil.visio.opinions.papers import slips_paper
from accueil.visio.opinions.services import GivenOpinion, close_tablet, key_slip, open_tablet
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.places.permissions import kept_epm
from reseau.web.refusals import refusals_in

# Months whose numbers the page shows.
SHOWN_MONTHS = 3


@method_decorator(network_required, name="dispatch")
class GatheringView(FormView):
    """How a place gathers opinions. Its form keys a paper slip."""

    template_name = "accueil/visio/opinions/gathering.html"
    form_class = SlipForm

    def dispatch(self, request, *args, **kwargs):
        self.epm = kept_epm(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"partners": received_partners(self.epm)}

    def get_initial(self) -> dict:
        return {"month": month_of(timezone.localdate()).isoformat()}

    def get_context_data(self, **kwargs) -> dict:
        tablet = OpinionTablet.objects.filter(epm=self.epm).select_related("opened_by").first()
        since = last_months(timezone.localdate())[SHOWN_MONTHS - 1]
        address = self.request.build_absolute_uri(tablet.get_absolute_url()) if tablet else ""
        return super().get_context_data(
            epm=self.epm, tablet=tablet, address=address, months=gathered_at(self.epm, since), **kwargs
        )

    def form_valid(self, form: SlipForm) -> HttpResponse:
        with refusals_in(form):
            given = form.cleaned_data
            opinion = GivenOpinion.read(given["welcome"], given["expectations"])
            key_slip(epm=self.epm, partner=given["partner"], month=given["month"], opinion=opinion)
            messages.success(self.request, "Le bulletin est compté.")
            return redirect("accueil:opinions", self.epm.slug)
        return self.form_invalid(form)


@network_required
@require_POST
def tablet_open(request: HttpRequest, slug: str) -> HttpResponse:
    epm = kept_epm(request.user, slug)
    open_tablet(epm=epm, by=request.user)
    messages.success(request, "La tablette est prête.")
    return redirect("accueil:opinions", epm.slug)


@network_required
@require_POST
def tablet_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the tablet of a place everywhere."""
    epm = kept_epm(request.user, slug)
    close_tablet(tablet=get_object_or_404(OpinionTablet, epm=epm))
    messages.success(request, "La tablette est fermée.")
    return redirect("accueil:opinions", epm.slug)


@network_required
@require_safe
def slips_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Slips to cut out, with the partners of the place."""
    epm = kept_epm(request.user, slug)
    names = [partner.short_name for partner in received_partners(epm)]
    return paper_response(request, slips_paper(epm, names), name=f"bulletins-avis-{epm.slug}.pdf")
