"""The page of a kiosk, and what its script asks. No account, no session, no cookie; its address is its only key.

A person who is connected in this browser never sees it: whoever walks up would be inside their account.
"""

from allauth.core.internal import ratelimit
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enquetes.design.campaigns.matching_cells import cell_of
from enquetes.fieldwork.kiosks.exit_codes import exit_digest
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.kiosks.openness import closed_reason
from enquetes.fieldwork.kiosks.page_rules import page_rules
from enquetes.fieldwork.kiosks.services import write_kiosk_responses
from questionnaires.filling.checks import judge_values
from questionnaires.filling.forms import AskedQuestion, QuestionnaireForm
from questionnaires.filling.views import language_of
from questionnaires.questions.outline import Outline, SectionOutline, outline_of
from questionnaires.translations.enums import Language
from questionnaires.translations.queries import missing_by_language, translated
from reseau.web.cookieless_pages import private, public_page
from reseau.web.malformed_input import read_json
from reseau.web.offline_entries import answer_entries
from reseau.web.signed_links import row_behind

# How often the page of a kiosk speaks to the site, from one address. It is kept in the cache alone.
# Ten computers of a room that all ask at each section, and send at once when the line returns.
SAID = {"kiosk": "1200/10m/ip"}


def may_speak(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="enquetes", action="kiosk", config=SAID) is not None


# The queue of the page takes it for a line that fails, and sends again later.
BUSY = 503
# Of a form: the queue of the device asks for one, and this page checks none.
NONE_NEEDED = ""


@public_page
@require_safe
def kiosk_page(request: HttpRequest, token: str, language: str = "") -> HttpResponse:
    """The whole questionnaire in one language, which the script shows a section at a time."""
    kiosk = find_kiosk(token)
    if request.user.is_authenticated:
        return private(render(request, "enquetes/fieldwork/kiosks/leave_first.html", {"kiosk": kiosk}))
    outline = outline_of(kiosk.campaign.version)
    whole_languages = [each for each, missing in missing_by_language(outline).items() if not missing]
    chosen = language_of(language)
    if language and chosen not in whole_languages:
        raise Http404
    context = {
        "kiosk": kiosk,
        "campaign": kiosk.campaign,
        "closed": closed_reason(kiosk),
        "digest": exit_digest(kiosk),
        "language": chosen,
        "languages": whole_languages,
        **_questions(translated(outline, language), chosen),
    }
    return private(render(request, "enquetes/fieldwork/kiosks/kiosk.html", context))


@login_not_required
@never_cache
@require_POST
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the account of this browser, then show the kiosk."""
    kiosk = find_kiosk(token)
    logout(request)
    return redirect("enquetes:kiosk", kiosk.token)


@public_page
@require_safe
def state(request: HttpRequest, token: str) -> JsonResponse:
    """Say whose entries are taken here (those of the kiosk), and whether it is closed."""
    kiosk = find_kiosk(token)
    owner = "" if request.user.is_authenticated else kiosk.queue_owner
    closed = closed_reason(kiosk)
    return JsonResponse({"member": owner, "token": NONE_NEEDED, "closed": closed})


@public_page
@require_POST
def responses(request: HttpRequest, token: str) -> HttpResponse:
    """Write the responses that the page kept, and answer with the outcome of each."""
    kiosk = find_kiosk(token)
    if not may_speak(request):
        return JsonResponse({}, status=BUSY)
    return answer_entries(
        request,
        lambda raw_entries: write_kiosk_responses(kiosk=kiosk, raw_entries=raw_entries),
        owner=kiosk.queue_owner,
    )


@public_page
@require_POST
def place(request: HttpRequest, token: str) -> JsonResponse:
    """Say whether enough people like this one have answered. Nothing is kept of what they answered so far."""
    kiosk = find_kiosk(token)
    if not may_speak(request):
        return JsonResponse({}, status=BUSY)
    try:
        values = read_json(request.body)
    except ValueError:
        values = None
    kept, _ = judge_values(outline_of(kiosk.campaign.version), values if isinstance(values, dict) else {})
    cell = cell_of(kiosk.campaign, kept)
    return JsonResponse({"full": cell is not None and cell.is_full})


def find_kiosk(token: str) -> Kiosk:
    """Return the kiosk of an address. Raises Http404."""
    kiosks = Kiosk.objects.select_related("campaign__version__questionnaire", "epm")
    kiosk = row_behind(kiosks, token)
    if kiosk is None:
        raise Http404
    return kiosk


def _questions(outline: Outline, language: Language | None) -> dict:
    """Return what the page shows of the questions: texts of the version, sections with their fields, rules."""
    form = QuestionnaireForm(outline=outline, is_numbered=True)
    parts = {part.question.code: part for part in form.parts()}
    sections: list[tuple[SectionOutline, dict[str, list[AskedQuestion]]]] = [
        (section, {"parts": [parts[question.code] for question in section.questions]})
        for section in outline.sections
        if section.questions
    ]
    return {"texts": outline, "sections": sections, "rules": page_rules(outline)}
