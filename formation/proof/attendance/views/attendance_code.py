"""The rotating code: shown on a screen by the trainer, scanned by participants with their phone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from formation.proof.attendance import rotating_codes
from formation.proof.attendance.attendance_rows import attendance_rows, count_in_words, describe_presence
from formation.proof.attendance.rotating_codes import code_for, half_day_of
from formation.proof.attendance.services.own_presence import note_own_presence, own_enrolment
from formation.proof.attendance.views.attendance import half_day_for
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.documents.papers.qr import qr_svg
from reseau.permissions import network_required
from reseau.web.refusals import refusal_texts

COOKIE = "presence"


@network_required
@never_cache
@require_safe
def attendance_code(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """The page to project. It refreshes itself every few seconds, with another code."""
    half_day = half_day_for(request.user, pk, half_day)
    if half_day.is_closed:
        return redirect("formation:attendance", pk, half_day.pk)
    address = request.build_absolute_uri(reverse("formation:scan", args=[code_for(half_day.pk)]))
    context = {
        "half_day": half_day,
        "session": half_day.session,
        "qr": qr_svg(address, title="Code de présence"),
        "is_open": half_day.is_attendance_open(),
        "count": count_in_words(attendance_rows(half_day)),
        "step": rotating_codes.STEP,
    }
    return render(request, "formation/proof/attendance/attendance_code.html", context)


@login_not_required
@never_cache
@require_safe
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Exchange a current code for ten minutes of access to the presence page, on this phone only."""
    with refusal_texts() as refusals:
        half_day = half_day_of(code)
    if refusals:
        context = {"refusal": " ".join(refusals)}
        return render(request, "formation/proof/attendance/presence_refused.html", context, status=410)
    response = redirect("formation:presence", half_day)
    response.set_signed_cookie(
        COOKIE,
        str(half_day),
        salt=rotating_codes.SALT,
        max_age=rotating_codes.SCANNED_FOR,
        path=reverse("formation:presence", args=[half_day]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@network_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: HttpRequest, half_day: int) -> HttpResponse:
    """The user's own presence at a half-day, and a button to record it if they have just scanned its code."""
    sessions = Session.objects.visible_to(request.user)
    half_days = HalfDay.objects.select_related("session__training", "session__epm__commune", "session__commune")
    half_day = get_object_or_404(half_days, pk=half_day, session__in=sessions)
    attendance = half_day.attendances.with_journal().filter(enrolment__member=request.user).first()
    context = {"half_day": half_day, "session": half_day.session, "attendance": attendance}
    if attendance and attendance.is_present:
        return render(
            request,
            "formation/proof/attendance/presence.html",
            context | {"description": describe_presence(attendance)},
        )
    scanned_half_day = request.get_signed_cookie(
        COOKIE, default="", salt=rotating_codes.SALT, max_age=rotating_codes.SCANNED_FOR
    )
    with refusal_texts() as refusals:
        own_enrolment(half_day=half_day, member=request.user)
        if scanned_half_day != str(half_day.pk):
            raise ValidationError(rotating_codes.TO_SCAN)
        if request.method == "POST":
            note_own_presence(half_day=half_day, member=request.user)
            return redirect("formation:presence", half_day.pk)
    context["refusal"] = " ".join(refusals)
    return render(request, "formation/proof/attendance/presence.html", context)
