"""Opinions: the page of a tablet with what its script asks, and the pages of a team."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.opinions.forms import SlipForm, last_months
from accueil.visio.opinions.gathered_months import gathered_at
from accueil.visio.opinions.interview_counts import month_of, received_partners
from accueil.visio.opinions.models import OpinionTablet
from accueil.visio.opinions.papers import slips_paper
from accueil.visio.opinions.services import GivenOpinion, close_tablet, key_slip, open_tablet, write_tablet_opinions
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.places.permissions import kept_epm
from reseau.web.cookieless_pages import private, public_page
from reseau.web.offline_entries import answer_entries
from reseau.web.refusals import refusals_in
from reseau.web.signed_links import row_behind

# How often the page of a tablet speaks to the site, from one address. It is kept in the cache alone.
SAID = {"opinions": "600/10m/ip"}


def may_speak(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="accueil", action="opinions", config=SAID) is not None


# The page of a tablet, and what its script asks. No account, no session, no cookie; its address is its only key.
#
# A person who is connected in this browser never sees it: whoever is handed the tablet would be inside their
# account.
# The queue of the page takes it for a line that fails, and sends again later.
BUSY = 503
# Of a form: the queue of the device asks for one, and this page checks none.
NONE_NEEDED = ""
CLOSED = "closed"


@public_page
@require_safe
def tablet_page(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that the page shows, a question at a time."""
    tablet = find_tablet(token)
    if request.user.is_authenticated:
        return private(render(request, "accueil/visio/opinions/leave_first.html", {"tablet": tablet}))
    context = {
        "tablet": tablet,
        "closed": closed_word(tablet),
        "partners": received_partners(tablet.epm),
        "questions": OpinionQuestion,
        "answers": OpinionAnswer,
    }
    return private(render(request, "accueil/visio/opinions/tablet.html", context))


@login_not_required
@never_cache
@require_POST
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the account of this browser, then show the tablet."""
    tablet = find_tablet(token)
    logout(request)
    return redirect(tablet)


@public_page
@require_safe
def state(request: HttpRequest, token: str) -> JsonResponse:
    """Say whose entries are taken here (those of the tablet), and whether it is closed."""
    tablet = find_tablet(token)
    owner = "" if request.user.is_authenticated else tablet.queue_owner
    return JsonResponse({"member": owner, "token": NONE_NEEDED, "closed": closed_word(tablet)})


@public_page
@require_POST
def opinions(request: HttpRequest, token: str) -> HttpResponse:
    """Write the opinions that the page kept, and answer with the outcome of each."""
    tablet = find_tablet(token)
    if not may_speak(request):
        return JsonResponse({}, status=BUSY)
    return answer_entries(
        request,
        lambda raw_entries: write_tablet_opinions(tablet=tablet, raw_entries=raw_entries),
        owner=tablet.queue_owner,
    )


def closed_word(tablet: OpinionTablet) -> str:
    """Return why nobody answers here today; empty if they can."""
    return "" if tablet.is_open and tablet.epm.is_open else CLOSED


def find_tablet(token: str) -> OpinionTablet:
    """Return the tablet of an address. Raises Http404."""
    tablet = row_behind(OpinionTablet.objects.select_related("epm"), token)
    if tablet is None:
        raise Http404
    return tablet


# Pages of a team: the tablet of its place, slips to print and to key, how many opinions came.
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
