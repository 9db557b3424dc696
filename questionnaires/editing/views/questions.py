"""One question of a draft: changed, copied, put elsewhere, removed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView

from questionnaires.editing.forms import QuestionForm
from questionnaires.editing.outline_rows import condition_in_words
from questionnaires.editing.queries import find_question
from questionnaires.editing.views.versions import address_of
from questionnaires.questions.outline import read_outline
from questionnaires.questions.plain_wording import advice_on_question
from questionnaires.questions.services.question_order import place_question, remove_question
from questionnaires.questions.services.writing import change_question, duplicate_question
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class QuestionView(FormView):
    """A question with what its kind needs, its condition, and advice on its words. One in use sends to its version."""

    template_name = "questionnaires/editing/question.html"
    form_class = QuestionForm

    def dispatch(self, request, *args, **kwargs):
        self.question = find_question(kwargs["pk"])
        self.version = self.question.version
        self.outline = read_outline(self.version)
        if self.version.is_frozen and request.method != "POST":
            return redirect(address_of(self.version, f"q{self.question.pk}"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs() | {"question": self.outline.by_key[self.question.pk]}
        del kwargs["initial"]
        return kwargs

    def get_context_data(self, **kwargs) -> dict:
        outline = self.outline.by_key[self.question.pk]
        sections = [
            (section.key, section.title or f"Partie {rank}")
            for rank, section in enumerate(self.outline.sections, start=1)
        ]
        return super().get_context_data(
            version=self.version,
            question=outline,
            condition=condition_in_words(outline, self.outline),
            may_depend=any(each.kind.is_condition for each in self.outline.questions[: outline.number - 1]),
            advice=advice_on_question(outline),
            own_section=self.question.section_id,
            sections=sections,
            up=address_of(self.version, f"q{self.question.pk}"),
            **kwargs,
        )

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        with refusals_in(form):
            change_question(question=self.question, **form.parts())
            if "stay" in self.request.POST:
                return redirect("questionnaires:question", self.question.pk)
            return redirect(address_of(self.version, f"q{self.question.pk}"))
        return self.form_invalid(form)


@coordinator_required
@require_POST
def question_duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a question under itself, open the copy."""
    question = find_question(pk)
    with refusals_as_messages(request):
        copy = duplicate_question(question=question)
        messages.success(request, "Voici la copie\u00a0: elle est juste après la question.")
        return redirect("questionnaires:question", copy.pk)
    return redirect(address_of(question.version))


@coordinator_required
@require_POST
def question_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question at the end of another section."""
    question = find_question(pk)
    key = request.POST.get("section", "")
    sections = question.version.sections.all()
    section = get_object_or_404(sections, pk=key if key.isdecimal() and len(key) < 19 else 0)
    with refusals_as_messages(request):
        place_question(question=question, section=section)
    return redirect(address_of(question.version, f"q{question.pk}"))


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a question, after a page that says what goes with it."""
    question = find_question(pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            remove_question(question=question)
            messages.success(request, f"La question «\u00a0{question}\u00a0» est retirée.")
        return redirect(address_of(question.version))
    context = {"question": question, "choice_count": question.choices.count(), "row_count": question.rows.count()}
    return render(request, "questionnaires/editing/question_remove.html", context)
