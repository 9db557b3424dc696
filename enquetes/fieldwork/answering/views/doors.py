"""Where one comes in: the open link, a personal code, the code that one noted to come back."""

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.answering.forms import PersonalCodeForm, ResumeForm
from enquetes.fieldwork.answering.open_days import closed_refusal, closed_words
from enquetes.fieldwork.answering.services import (
    DAYS_KEPT,
    begin_response,
    choose_language,
    open_by_code,
    resume_response,
)
from enquetes.fieldwork.answering.views.sections import (
    find_response,
    find_started_campaign,
    gone,
    page,
    page_address,
    start_address,
)
from enquetes.fieldwork.interviews.views import interviewed_campaign
from questionnaires.filling.views import language_of
from questionnaires.questions.outline import outline_of
from questionnaires.translations.queries import missing_by_language, translated
from reseau.permissions import network_required
from reseau.web.cookieless_pages import public_page
from reseau.web.refusals import refusals_in

# How many responses begin, and how many codes are tried, from one address. It is kept in the cache alone.
# A class, or a whole town hall, answers behind one address.
BEGUN = {"survey": "120/10m/ip"}
TRIED = {"survey_code": "15/10m/ip"}
TOO_MANY = "Beaucoup de réponses partent d’ici en ce moment. Attendez dix minutes, puis recommencez."
TOO_MANY_CODES = "Beaucoup de codes ont été essayés d’ici. Attendez dix minutes, puis recommencez."

# Only codes that open nothing count: a whole class types its own, right, behind one address.
WRONG = {"survey_personal_code": "15/10m/ip"}


def may_begin(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="enquetes", action="survey", config=BEGUN) is not None


def may_try_code(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="enquetes", action="survey_code", config=TRIED) is not None


def count_personal_code(request: HttpRequest) -> ratelimit.RateLimitUsage | None:
    """Count a try of a personal code; None if there were too many. Give it back (`rollback`) if the code is right."""
    return ratelimit.consume(request, app="enquetes", action="survey_personal_code", config=WRONG)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who asks, and what becomes of the answers; sent, begin a response. `?langue=` chooses the language."""
    campaign = find_started_campaign(slug, Mode.LINK)
    if closed := closed_words(campaign):
        return render(request, "enquetes/fieldwork/answering/closed.html", {"campaign": campaign, "words": closed})
    language = language_of(request.GET.get("langue", ""))
    context = start_context(campaign, language)
    if request.method != "POST":
        return render(request, "enquetes/fieldwork/answering/start.html", context)
    if not may_begin(request):
        return render(request, "enquetes/fieldwork/answering/start.html", context | {"refusal": TOO_MANY}, status=429)
    response = begin_response(campaign=campaign, language=language or "fr")
    return redirect(page_address(response, 1))


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer_code(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Ask for the code that somebody received: that of a campaign, or of any. The right one opens its response."""
    campaign = find_started_campaign(slug, Mode.CODE) if slug else None
    if campaign and (closed := closed_words(campaign)):
        return render(request, "enquetes/fieldwork/answering/closed.html", {"campaign": campaign, "words": closed})
    form = PersonalCodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        tried = count_personal_code(request)
        if tried is None:
            form.add_error(None, TOO_MANY_CODES)
            status = 429
        else:
            with refusals_in(form, "code"):
                response = open_by_code(typed=form.cleaned_data["code"], campaign=campaign)
                tried.rollback()
                return redirect(page_address(response, 1) if response.values else start_address(response))
    return render(
        request, "enquetes/fieldwork/answering/code.html", {"form": form, "campaign": campaign}, status=status
    )


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer_begin(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Say who asks, to somebody whose code opened a response; sent, lead to the first section."""
    response = find_response(request.user, slug, token)
    if response is None:
        return gone(request, slug, token)
    campaign = response.campaign
    if closed := closed_words(campaign):
        return render(request, "enquetes/fieldwork/answering/closed.html", {"campaign": campaign, "words": closed})
    language = language_of(request.GET.get("langue", ""))
    if request.method == "POST":
        choose_language(response=response, language=language or "fr")
        return redirect(page_address(response, 1))
    return page(request, "enquetes/fieldwork/answering/start.html", response, **start_context(campaign, language))


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Come back to a response by its code."""
    form = ResumeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not may_try_code(request):
            form.add_error(None, TOO_MANY_CODES)
            status = 429
        else:
            with refusals_in(form, "code"):
                return redirect(page_address(resume_response(code=form.cleaned_data["code"]), 1))
    return render(
        request, "enquetes/fieldwork/answering/resume.html", {"form": form, "days_kept": DAYS_KEPT}, status=status
    )


@network_required
@require_POST
def interview_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an interview, for an interviewer of the campaign: the questions follow, section by section."""
    campaign = interviewed_campaign(request.user, slug)
    if closed := closed_refusal(campaign):
        messages.error(request, closed)
        return redirect("enquetes:interviews", slug)
    return redirect(page_address(begin_response(campaign=campaign, mode=Mode.INTERVIEW), 1))


def start_context(campaign: Campaign, language: str | None) -> dict[str, Any]:
    """Return what is said before the first question. `language`: the one that the reader chose, if it is not French."""
    outline = outline_of(campaign.version)
    return {
        "campaign": campaign,
        "outline": translated(outline, language or ""),
        "language": language,
        "languages": [each for each, missing in missing_by_language(outline).items() if not missing],
        "days_kept": DAYS_KEPT,
    }
