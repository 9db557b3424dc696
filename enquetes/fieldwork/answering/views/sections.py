"""Pages where anybody answers a campaign, a section at a time. No account, no session, and no cookie is needed.

The address of a response is its only key: these views are exempt from the check of a cookie, which people may refuse.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.matching_cells import cell_of
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.queries import find_campaign
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.open_days import closed_words
from enquetes.fieldwork.answering.services import (
    DAYS_KEPT,
    give_up_response,
    leave_for_later,
    save_page,
    send_response,
    sent_key_of,
)
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.interviews.permissions import may_interview
from questionnaires.filling.forms import QuestionnaireForm, pages_of
from questionnaires.filling.values import asked_questions, is_answered
from questionnaires.filling.views import language_of
from questionnaires.questions.outline import Outline, QuestionOutline, outline_of
from questionnaires.translations.queries import missing_texts, translated, translations_of
from reseau.web.cookieless_pages import private, public_page
from reseau.web.refusals import refusal_texts, refusals_in
from reseau.web.signed_links import link_token, row_behind

# Ways to answer that these pages serve.
ON_SCREEN = (Mode.LINK, Mode.CODE, Mode.INTERVIEW)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, slug: str, token: str, part: int) -> HttpResponse:
    """One section of the questionnaire. Its buttons save, and lead on, back, or to a code for later."""
    response = find_response(request.user, slug, token)
    if response is None:
        return gone(request, slug, token)
    if closed := closed_words(response.campaign):
        return render(
            request, "enquetes/fieldwork/answering/closed.html", {"campaign": response.campaign, "words": closed}
        )
    outline = read_in(response)
    pages = dict(numbered_pages(outline, response.values))
    if part not in pages:
        return redirect(address_after(response, outline, part))
    form = QuestionnaireForm(
        request.POST if request.method == "POST" else None,
        outline=outline,
        asked=pages[part],
        given=response.values,
        is_numbered=True,
    )
    if request.method == "POST" and (answer := take_section(request, response, outline, form, part)):
        return answer
    context = {"form": form, "outline": outline, "part": part, "pages": list(pages)}
    return page(request, "enquetes/fieldwork/answering/section.html", response, **context)


def take_section(
    request: HttpRequest, response: UnfinishedResponse, outline: Outline, form: QuestionnaireForm, part: int
) -> HttpResponse | None:
    """Save what a section holds and go where its button says; None if an answer is refused, to be shown beside it."""
    is_valid = form.is_valid()
    codes = {question.code for question in form.questions}
    is_full = False
    with refusals_in(form):
        is_full = save_page(response=response, codes=codes, values=form.accepted)
    response.refresh_from_db()
    if "later" in request.POST:
        return leave(request, response, part)
    if "back" in request.POST:
        return redirect(address_before(response, outline, part))
    if not is_valid:
        return None
    following = address_after(response, outline, part)
    if not is_full:
        return redirect(following)
    cell = cell_of(response.campaign, response.values)
    return page(request, "enquetes/fieldwork/answering/full.html", response, following=following, cell=cell)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The last page: what was answered, and the button that sends."""
    response = find_response(request.user, slug, token)
    if response is None:
        return gone(request, slug, token)
    outline = read_in(response)
    refusals = []
    if request.method == "POST":
        try:
            with refusal_texts() as refusals:
                send_response(response=response, by=request.user)
        except UnfinishedResponse.DoesNotExist:
            # Sent twice at the same moment: the other request was first.
            return gone(request, slug, token)
        if not refusals:
            return ended(request, slug, Mode(response.mode), "L’entretien est enregistré.")
    asked = asked_questions(outline, response.values)
    answered = sum(is_answered(response.values.get(question.code)) for question in asked)
    last = max((part for part, _ in numbered_pages(outline, response.values)), default=1)
    counts = {"answered": answered, "asked": len(asked), "last": last}
    return page(request, "enquetes/fieldwork/answering/send.html", response, refusals=refusals, **counts)


@public_page
@require_POST
def stop(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Forget what somebody began to answer."""
    response = find_response(request.user, slug, token)
    if response is not None:
        give_up_response(response=response)
        if response.is_interview:
            return ended(request, slug, Mode.INTERVIEW, "L’entretien est abandonné, rien n’est gardé.")
    return render(
        request, "enquetes/fieldwork/answering/stopped.html", {"campaign": find_started_campaign(slug, *ON_SCREEN)}
    )


@login_not_required
@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = find_started_campaign(slug, *ON_SCREEN)
    context = {"campaign": campaign, "outline": outline_of(campaign.version)}
    return render(request, "enquetes/fieldwork/answering/thanks.html", context)


def leave(request: HttpRequest, response: UnfinishedResponse, part: int) -> HttpResponse:
    """Show, once, the code by which the person comes back: a personal code, which they have, is not shown."""
    code = "" if response.personal_code_id else leave_for_later(response=response)
    return page(request, "enquetes/fieldwork/answering/later.html", response, code=code, part=part, days_kept=DAYS_KEPT)


def ended(request: HttpRequest, slug: str, mode: Mode, words: str) -> HttpResponse:
    """Lead to the thanks; an interviewer to their own page, with `words`."""
    if mode != Mode.INTERVIEW:
        return redirect("enquetes:answer_thanks", slug)
    messages.success(request, words)
    return redirect("enquetes:interviews", slug)


def find_started_campaign(slug: str, *modes: Mode) -> Campaign:
    """Return a campaign that is, or was, answered in one of these ways. Raises Http404 for others and for drafts."""
    campaign = find_campaign(slug)
    if campaign.is_draft or not set(modes) & set(campaign.modes):
        raise Http404
    return campaign


def find_response(user, slug: str, token: str) -> UnfinishedResponse | None:
    """Return the response of an address; an interview opens to the interviewers of its campaign alone."""
    responses = UnfinishedResponse.objects.select_related("campaign__version__questionnaire")
    response = row_behind(responses.filter(campaign__slug=slug), token)
    if response and response.is_interview and not may_interview(user, response.campaign):
        return None
    return response


def gone(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Answer for a response that is not kept any more: it was sent, or was left too long. Raises Http404 otherwise."""
    campaign = find_started_campaign(slug, *ON_SCREEN)
    key = token.partition("-")[0]
    if key.isascii() and key.isdecimal() and len(key) < 20:
        sent = CollectedResponse.objects.filter(campaign=campaign, sent_key=sent_key_of(key=int(key)))
        if collected := sent.first():
            return ended(request, slug, Mode(collected.mode), "L’entretien est déjà enregistré.")
    return render(request, "enquetes/fieldwork/answering/gone.html", {"campaign": campaign}, status=404)


def read_in(response: UnfinishedResponse) -> Outline:
    """Return what is asked, in the language of the person."""
    return translated(outline_of(response.campaign.version), response.language)


def numbered_pages(outline: Outline, values: dict[str, Any]) -> list[tuple[int, list[QuestionOutline]]]:
    """Return (rank of a section from 1, its questions) for the sections that ask this person something."""
    ranks = {each.key: rank for rank, each in enumerate(outline.sections, start=1)}
    return [(ranks[key], questions) for key, questions in pages_of(outline, values)]


def page_address(response: UnfinishedResponse, part: int) -> str:
    return reverse("enquetes:answer_section", args=[response.campaign.slug, link_token(response), part])


def start_address(response: UnfinishedResponse) -> str:
    return reverse("enquetes:answer_begin", args=[response.campaign.slug, link_token(response)])


def address_after(response: UnfinishedResponse, outline: Outline, part: int) -> str:
    """Return the address of the next section that asks something, or of the last page."""
    following = next((rank for rank, _ in numbered_pages(outline, response.values) if rank > part), None)
    if following:
        return page_address(response, following)
    return reverse("enquetes:answer_send", args=[response.campaign.slug, link_token(response)])


def address_before(response: UnfinishedResponse, outline: Outline, part: int) -> str:
    before = [rank for rank, _ in numbered_pages(outline, response.values) if rank < part]
    return page_address(response, before[-1] if before else part)


def page(request: HttpRequest, template: str, response: UnfinishedResponse, **context) -> HttpResponse:
    """Render a page of one response, which robots leave alone and whose address no other site learns."""
    language = language_of(response.language)
    french = outline_of(response.campaign.version)
    is_whole = language and not missing_texts(french, translations_of(french.key, language))
    context |= {
        "response": response,
        "campaign": response.campaign,
        "token": link_token(response),
        "language": language if is_whole else None,
    }
    return private(render(request, template, context))
