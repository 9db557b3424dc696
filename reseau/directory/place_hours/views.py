"""Pages of the hours of a place: for its team, and the report of a visitor."""

import datetime

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from reseau.directory.place_hours.forms import ExceptionForm, HoursForm, HoursReportForm
from reseau.directory.place_hours.services import (
    announce_exception,
    confirm_record,
    keep_hours,
    report_wrong_hours,
    withdraw_exception,
)
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.opening_hours.wording import exception_in_words
from reseau.places.permissions import kept_epm
from reseau.web.refusals import refusals_as_messages, refusals_in

# A village hall shares one address with its visitors.
REPORT_LIMITS = {"hours_report": "5/10m/ip,20/d/ip"}
TOO_MANY_REPORTS = "Plusieurs signalements sont déjà partis d’ici. Réessayez dans dix minutes, ou téléphonez au lieu."
REPORTED = "Merci\u00a0! L’équipe du lieu est prévenue, et la page dit que les horaires sont à confirmer."
DAYS_OF_ONE_TAP = {"aujourdhui": 0, "demain": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def edit_hours(request: HttpRequest, slug: str) -> HttpResponse:
    epm = kept_epm(request.user, slug)
    form = HoursForm(request.POST or None, epm=epm)
    if form.is_bound and form.is_valid():
        with refusals_in(form):
            keep_hours(epm=epm, expression=form.filled_expression, note=form.cleaned_data["note"], by=request.user)
            messages.success(request, "Les horaires sont à jour. Merci\u00a0!")
            return redirect(epm)
    return render(request, "reseau/directory/place_hours/hours_form.html", {"epm": epm, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def exceptions(request: HttpRequest, slug: str) -> HttpResponse:
    """Exceptional days to come of a place, and the form that announces others."""
    epm = kept_epm(request.user, slug)
    form = ExceptionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_in(form):
            announce_exception(epm=epm, exception=form.exception)
            messages.success(request, f"C’est annoncé\u00a0: {exception_in_words(form.exception)}.")
            return redirect("reseau:hours_exceptions", epm.slug)
    coming = [(each, exception_in_words(each)) for each in epm.exceptions_to_come]
    return render(request, "reseau/directory/place_hours/exceptions.html", {"epm": epm, "form": form, "coming": coming})


@require_POST
@network_required
def close_day(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """Announce in one tap that the place is closed today, or tomorrow."""
    epm = kept_epm(request.user, slug)
    if day not in DAYS_OF_ONE_TAP:
        raise Http404
    date = timezone.localdate() + datetime.timedelta(days=DAYS_OF_ONE_TAP[day])
    closure = ExceptionalHours(date, date)
    with refusals_as_messages(request):
        announce_exception(epm=epm, exception=closure)
        messages.success(request, f"C’est annoncé\u00a0: {exception_in_words(closure)}.")
    return redirect("reseau:hours_exceptions", epm.slug)


@require_POST
@network_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    epm = kept_epm(request.user, slug)
    first, last = (_date(request.POST.get(name, "")) for name in ("first", "last"))
    withdraw_exception(epm=epm, first=first, last=last)
    messages.success(request, "C’est retiré\u00a0: ces jours-là reprennent les horaires habituels.")
    return redirect("reseau:hours_exceptions", epm.slug)


@require_POST
@network_required
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    epm = kept_epm(request.user, slug)
    with refusals_as_messages(request):
        confirm_record(epm=epm, by=request.user)
        messages.success(request, "Merci\u00a0! Le public lit que ces horaires ont été vérifiés aujourd’hui.")
    return redirect(epm)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """A visitor reports wrong hours, without saying who they are."""
    epm = get_object_or_404(EPM.objects.visible_to(request.user).with_place(), slug=slug)
    form = HoursReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if ratelimit.consume(request, app="reseau", action="hours_report", config=REPORT_LIMITS) is None:
            form.add_error(None, TOO_MANY_REPORTS)
        else:
            report_wrong_hours(epm=epm, **form.cleaned_data)
            messages.success(request, REPORTED)
            return redirect(epm)
    return render(request, "reseau/directory/place_hours/report.html", {"epm": epm, "form": form})


def _date(text: str) -> datetime.date:
    try:
        date = parse_date(text)
    except ValueError:
        date = None
    if date is None:
        raise Http404
    return date
