"""One version: its outline with what remains to be mended, its order, its texts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView

from questionnaires.editing.forms import NewQuestionForm, VersionTextsForm
from questionnaires.editing.outline_rows import lines_of
from questionnaires.questions.faults import faults_of
from questionnaires.questions.models import Question, QuestionnaireSection, QuestionnaireVersion
from questionnaires.questions.outline import outline_of
from questionnaires.questions.queries import find_version
from questionnaires.questions.services.question_order import move_question
from questionnaires.questions.services.sections import change_texts, move_section
from questionnaires.questions.services.versions import put_into_use
from questionnaires.questions.services.writing import add_question
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in

PLACES = {"up": -1, "down": 1}


def address_of(version: QuestionnaireVersion, anchor: str = "") -> str:
    url = reverse("questionnaires:version", args=[version.questionnaire.slug, version.number])
    return f"{url}#{anchor}" if anchor else url


@method_decorator(coordinator_required, name="dispatch")
class QuestionnaireVersionView(FormView):
    """A version: a draft is written here, with the form of a new question; one in use is read."""

    template_name = "questionnaires/editing/version.html"
    form_class = NewQuestionForm

    def dispatch(self, request, *args, **kwargs):
        self.version = find_version(kwargs["slug"], kwargs.get("number"))
        self.outline = outline_of(self.version)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        sections = [
            (section.key, section.title or f"Partie {rank}")
            for rank, section in enumerate(self.outline.sections, start=1)
        ]
        return super().get_form_kwargs() | {"sections": sections}

    def get_initial(self) -> dict:
        return {"section": self.outline.sections[-1].key}

    def get_context_data(self, **kwargs) -> dict:
        sections = lines_of(self.outline, with_advice=not self.version.is_frozen)
        lines = [line for section in sections for line in section.lines]
        return super().get_context_data(
            version=self.version,
            questionnaire=self.version.questionnaire,
            outline=self.outline,
            sections=sections,
            faulty=[line for line in lines if line.faults],
            numbers=list(self.version.questionnaire.versions.order_by("number").values_list("number", flat=True)),
            **kwargs,
        )

    def form_valid(self, form: NewQuestionForm) -> HttpResponse:
        data = form.cleaned_data
        key = data.get("section", self.outline.sections[0].key)
        section = get_object_or_404(QuestionnaireSection, pk=key, version=self.version)
        with refusals_in(form):
            question = add_question(section=section, kind=data["kind"], wording=data["wording"])
            return redirect("questionnaires:question", question.pk)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def change_order(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Move a question (`up` or `down` with its key) or a section (`section_up`, `section_down`) by one place."""
    version = find_version(slug, number)
    anchor = ""
    for name, places in PLACES.items():
        for field, model, move in ((name, Question, _move_question), (f"section_{name}", QuestionnaireSection, _move)):
            if (key := request.POST.get(field, "")).isdecimal() and len(key) < 19:
                part = get_object_or_404(model, pk=key, version=version)
                with refusals_as_messages(request):
                    move(part, places)
                anchor = f"{'q' if model is Question else 's'}{part.pk}"
    return redirect(address_of(version, anchor))


def _move_question(part: Question, places: int) -> None:
    move_question(question=part, places=places)


def _move(part: QuestionnaireSection, places: int) -> None:
    move_section(section=part, places=places)


@method_decorator(coordinator_required, name="dispatch")
class VersionTextsView(FormView):
    """What people read before the first question and after the last."""

    template_name = "questionnaires/editing/texts.html"
    form_class = VersionTextsForm

    def dispatch(self, request, *args, **kwargs):
        self.version = find_version(kwargs["slug"], kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"introduction": self.version.introduction, "thanks": self.version.thanks}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(version=self.version, up=address_of(self.version), **kwargs)

    def form_valid(self, form: VersionTextsForm) -> HttpResponse:
        with refusals_in(form):
            change_texts(version=self.version, **form.cleaned_data)
            messages.success(self.request, "Les textes sont enregistrés.")
            return redirect(address_of(self.version))
        return self.form_invalid(form)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_into_use(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a draft into use, after a page that says what this fixes."""
    version = find_version(slug, number)
    if request.method == "POST":
        with refusals_as_messages(request):
            put_into_use(version=version)
            messages.success(
                request, f"La version {number} est en service\u00a0: les prochaines réponses seront les siennes."
            )
        return redirect(address_of(version))
    if version.is_frozen:
        return redirect(address_of(version))
    faults = faults_of(outline_of(version))
    return render(request, "questionnaires/editing/into_use.html", {"version": version, "faults": faults})
