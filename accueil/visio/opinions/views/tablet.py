"""The page of a tablet, and what its script asks. No account, no session, no cookie; its address is its only key.

A person who is connected in this browser never sees it: whoever is handed the tablet would be inside their account.
"""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.opinions.interview_counts import received_partners
from accueil.visio.opinions.limits import may_speak
from accueil.visio.opinions.models import OpinionTablet
from accueil.visio.opinions.services import write_tablet_opinions
from reseau.web.cookieless_pages import private, public_page
from reseau.web.offline_entries.views import answer_entries
from reseau.web.signed_links import row_behind

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
