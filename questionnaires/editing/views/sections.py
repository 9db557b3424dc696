"""Sections of a draft: added, changed, removed; the library from which questions are taken into one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView

from questionnaires.editing.forms import SectionForm
from questionnaires.editing.queries import MOST_FOUND, find_section, questions_of_library
from questionnaires.editing.views.versions import address_of
from questionnaires.questions.queries import find_version
from questionnaires.questions.services.sections import add_section, change_section, remove_section
from questionnaires.questions.services.writing import insert_copy
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class SectionNewView(FormView):
    """Add a section at the end."""

    template_name = "questionnaires/editing/section.html"
    form_class = SectionForm

    def dispatch(self, request, *args, **kwargs):
        self.version = find_version(kwargs["slug"], kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(version=self.version, up=address_of(self.version), **kwargs)

    def form_valid(self, form: SectionForm) -> HttpResponse:
        with refusals_in(form):
            section = add_section(version=self.version, **form.cleaned_data)
            return redirect(address_of(self.version, f"s{section.pk}"))
        return self.form_invalid(form)


@method_decorator(coordinator_required, name="dispatch")
class SectionView(FormView):
    """Change a section."""

    template_name = "questionnaires/editing/section.html"
    form_class = SectionForm

    def dispatch(self, request, *args, **kwargs):
        self.section = find_section(kwargs["pk"])
        self.version = self.section.version
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"title": self.section.title, "introduction": self.section.introduction}

    def get_context_data(self, **kwargs) -> dict:
        about = {"version": self.version, "section": self.section, "is_empty": not self.section.questions.exists()}
        return super().get_context_data(up=address_of(self.version), **about, **kwargs)

    def form_valid(self, form: SectionForm) -> HttpResponse:
        with refusals_in(form):
            change_section(section=self.section, **form.cleaned_data)
            return redirect(address_of(self.version, f"s{self.section.pk}"))
        return self.form_invalid(form)


@coordinator_required
@require_POST
def section_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a section without questions."""
    section = find_section(pk)
    with refusals_as_messages(request):
        remove_section(section=section)
        messages.success(request, f"La partie «\u00a0{section}\u00a0» est retirée.")
    return redirect(address_of(section.version))


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def library(request: HttpRequest, pk: int) -> HttpResponse:
    """Look among the questions of all questionnaires, take a copy of one into a section."""
    section = find_section(pk)
    words = request.GET.get("q", "")
    if request.method == "POST":
        key = request.POST.get("question", "")
        if key.isdecimal() and len(key) < 19:
            question = get_object_or_404(questions_of_library(""), pk=key)
            with refusals_as_messages(request):
                copy = insert_copy(section=section, question=question)
                messages.success(request, f"«\u00a0{copy}\u00a0» est à la fin de «\u00a0{section}\u00a0».")
        return redirect(request.get_full_path())
    page = Paginator(questions_of_library(words), MOST_FOUND).get_page(request.GET.get("page"))
    context = {"section": section, "page_obj": page, "q": words, "up": address_of(section.version)}
    return render(request, "questionnaires/editing/library.html", context)
