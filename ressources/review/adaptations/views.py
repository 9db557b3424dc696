"""Adaptations: making one, listing those of a sheet, comparing a sheet with its origin and taking changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import ListView, TemplateView

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.permissions import epms_to_write_from, may_edit
from ressources.review.adaptations import services as adaptations
from ressources.review.adaptations.forms import AdaptForm
from ressources.review.adaptations.models import Adaptation
from ressources.review.adaptations.services import texts_of
from ressources.sheets.enums import Licence
from ressources.sheets.models.sheet import Sheet

MADE = "Votre adaptation est prête, en brouillon : changez ce qui doit l’être, puis envoyez-la en relecture."


@method_decorator(network_required, name="dispatch")
class AdaptView(View):
    """What the licence allows, and the title of the adaptation. A sheet with all rights reserved offers no form."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        origin = self.find(pk)
        return self.render(origin, self.form(origin))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        origin = self.find(pk)
        form = self.form(origin, request.POST)
        if not form.is_valid():
            return self.render(origin, form)
        epm = form.cleaned_data.get("epm") or epms_to_write_from(request.user)[0]
        with refusals_in(form):
            page = adaptations.adapt(origin=origin, by=request.user, epm=epm, title=form.cleaned_data["title"])
            messages.success(request, MADE)
            return redirect("ressources:edit", page.pk)
        return self.render(origin, form)

    def find(self, pk: int) -> Sheet:
        return get_object_or_404(Sheet.objects.visible_to(self.request.user).select_related("epm", "owner"), pk=pk)

    def form(self, origin: Sheet, data=None) -> AdaptForm:
        epms = epms_to_write_from(self.request.user)
        if not epms:
            raise Http404
        epm = self.request.user.main_position.epm
        return AdaptForm(data, title=adaptations.adapted_title(title=origin.title), epms=epms, epm=epm)

    def render(self, origin: Sheet, form: AdaptForm) -> HttpResponse:
        context = {"sheet": origin, "licence": Licence(origin.licence), "form": form}
        return render(self.request, "ressources/review/adaptations/adapt.html", context)


@method_decorator(login_not_required, name="dispatch")
class AdaptationsView(ListView):
    """The sheets of the library that were adapted from one, for its readers."""

    template_name = "ressources/review/adaptations/adaptations.html"
    paginate_by = 20

    def get_queryset(self):
        user = self.request.user
        self.origin = get_object_or_404(Sheet.objects.visible_to(user), slug=self.kwargs["slug"])
        visible_adaptations = Adaptation.objects.visible_to(user).filter(origin=self.origin)
        sheets = Sheet.objects.filter(pk__in=visible_adaptations.values("sheet")).with_card()
        return sheets.order_by("-first_published_at", "-pk")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(origin=self.origin, **kwargs)


class SideBySide:
    """An adaptation and its origin, for a user who may read both. Raises `Http404` otherwise."""

    def __init__(self, user, pk: int) -> None:
        lineages = Adaptation.objects.exclude(origin=None).select_related("sheet")
        self.lineage = get_object_or_404(lineages, sheet=pk)
        # A copy has the kind of its origin: one query reads both.
        kind = self.lineage.sheet.specific_class
        sheets = kind.objects.with_record().select_related("latest_revision").in_bulk([pk, self.lineage.origin_id])
        self.adapted, self.origin = sheets[pk], sheets[self.lineage.origin_id]
        self.lineage.sheet, self.lineage.origin = self.adapted, self.origin
        self.may_edit_adapted, self.may_edit_origin = (may_edit(user, sheet) for sheet in (self.adapted, self.origin))
        is_seen = self.adapted.is_visible_to(user) or self.may_edit_adapted
        if not (is_seen and self.origin.is_visible_to(user)):
            raise Http404

    @property
    def may_give(self) -> bool:
        """Whether the user may take changes of the adaptation, which is in the library, into the origin."""
        return self.may_edit_origin and self.adapted.live

    def context(self) -> dict:
        texts = texts_of(
            lineage=self.lineage,
            adapted=self.adapted,
            origin=self.origin,
            adapted_draft=self.adapted.latest_content if self.may_edit_adapted else None,
            origin_draft=self.origin.latest_content if self.may_give else None,
        )
        return {
            "lineage": self.lineage,
            "adapted": self.adapted,
            "origin": self.origin,
            "parts": texts.parts(),
            "may_take": self.may_edit_adapted,
            "may_give": self.may_give,
        }


@method_decorator(login_not_required, name="dispatch")
class ComparisonView(TemplateView):
    template_name = "ressources/review/adaptations/comparison.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        return super().get_context_data(**SideBySide(self.request.user, pk).context(), **kwargs)


@network_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one change of the adaptation into the origin (`vers=origine`), or the other way round."""
    comparison, into_origin = SideBySide(request.user, pk), request.POST.get("vers") == "origine"
    if not (comparison.may_give if into_origin else comparison.may_edit_adapted):
        raise Http404
    version = request.POST.get("version", "")
    with refusals_as_messages(request):
        page = adaptations.take_change(
            lineage=comparison.lineage,
            into_origin=into_origin,
            part=request.POST.get("partie", ""),
            step=request.POST.get("etape", ""),
            version=int(version) if version.isdecimal() and len(version) < 19 else 0,
            by=request.user,
        )
        message = (
            f"C’est repris dans votre brouillon de « {page.draft_title} ». Relisez-le, puis envoyez-le en relecture."
        )
        messages.success(request, message)
    return redirect("ressources:comparison", pk)


@network_required
@require_POST
def note_seen(request: HttpRequest, pk: int) -> HttpResponse:
    comparison = SideBySide(request.user, pk)
    if not comparison.may_edit_adapted:
        raise Http404
    with refusals_as_messages(request):
        adaptations.note_origin_seen(lineage=comparison.lineage)
        messages.success(request, "C’est noté : nous vous préviendrons à la prochaine version de l’origine.")
    return redirect("ressources:comparison", pk)
