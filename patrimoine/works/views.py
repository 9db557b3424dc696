"""Photos and sounds of a heritage place: the page of those who write its record; the files, for its readers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patrimoine.sites.permissions import allowed_place, may_withdraw, may_write
from patrimoine.works import services
from patrimoine.works.enums import SOUND_TYPES, WorkSize
from patrimoine.works.forms import RIGHTS, HeritageWorkForm, WorkRightsForm
from patrimoine.works.models import HeritageWork
from reseau.documents.files.scans import MEDIA_TYPES
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def works(request: HttpRequest, slug: str) -> HttpResponse:
    """The photos and sounds of a place, and the form that adds one."""
    place = allowed_place(request.user, slug, may_write)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HeritageWorkForm(*sent, place=place)
    if form.is_bound and form.is_valid():
        with refusals_in(form, "file"):
            services.add_work(place=place, by=request.user, **form.cleaned_data)
            messages.success(request, "C’est ajouté à la fiche.")
            return redirect("patrimoine:works", place.slug)
    shown = list(place.works.all())
    context = {"place": place, "form": form, "works": shown, "is_full": len(shown) >= services.MOST_WORKS}
    return render(request, "patrimoine/works/works.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    work = _kept_work(request, pk, may_write)
    form = WorkRightsForm(request.POST or None, initial={name: getattr(work, name) for name in RIGHTS})
    if work.agreement:
        # They are those of the paper.
        for name in work.agreement.rights:
            del form.fields[name]
    if form.is_bound and form.is_valid():
        with refusals_in(form):
            services.describe_work(work=work, **form.cleaned_data)
            messages.success(request, "C’est enregistré.")
            return redirect("patrimoine:works", work.place.slug)
    context = {"work": work, "form": form}
    return render(request, "patrimoine/works/work_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@network_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a photo or a sound at once: its author may do so after publication as well."""
    work = _kept_work(request, pk, may_withdraw)
    services.withdraw_work(work=work)
    messages.success(request, "C’est retiré, et effacé.")
    return redirect(work.place)


@login_not_required
@require_safe
def show(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """Send a photo in one of its sizes, or a sound, to whoever may read the record. No cache keeps it: it is withdrawn
    at once.
    """
    work = get_object_or_404(HeritageWork.objects.visible_to(request.user).select_related("place"), pk=pk)
    if size not in WorkSize.values or (work.is_sound and size == WorkSize.SMALL):
        raise Http404
    rendition = work.file if size == WorkSize.LARGE else work.small
    extension = rendition.name.rpartition(".")[2]
    media_type = SOUND_TYPES[extension] if work.is_sound else MEDIA_TYPES[extension]
    name = f"{work.place.slug}-{pk}.{extension}"
    return send(request, ServedFile(rendition, name, media_type, work.added, as_attachment=False))


def _kept_work(request: HttpRequest, pk: int, predicate) -> HeritageWork:
    """Return a work of a place about which `predicate` holds, or raise a 404."""
    works_seen = HeritageWork.objects.visible_to(request.user).select_related("place__commune", "agreement")
    work = get_object_or_404(works_seen, pk=pk)
    if not predicate(request.user, work.place):
        raise Http404
    return work
