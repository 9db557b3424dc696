"""To whom a question is asked: an earlier question is chosen, then answers to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from questionnaires.editing.forms import QuestionConditionForm
from questionnaires.editing.queries import find_question
from questionnaires.questions.outline import QuestionOutline, read_outline
from questionnaires.questions.services.conditions import remove_condition, set_condition
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class ConditionView(FormView):
    """Conditions of a question. `?selon=<code>`: the earlier question whose answers are ticked."""

    template_name = "questionnaires/editing/condition.html"
    form_class = QuestionConditionForm

    def dispatch(self, request, *args, **kwargs):
        self.question = find_question(kwargs["pk"])
        self.outline = read_outline(self.question.version)
        self.own = self.outline.by_key[self.question.pk]
        self.earlier = [each for each in self.outline.questions[: self.own.number - 1] if each.kind.is_condition]
        self.asked = self._asked(request.GET.get("selon", ""))
        return super().dispatch(request, *args, **kwargs)

    def _asked(self, code: str) -> QuestionOutline | None:
        return next((question for question in self.earlier if question.code == code), None)

    def get_form(self, form_class=None) -> QuestionConditionForm | None:
        if self.asked is None:
            if self.request.method == "POST":
                raise Http404
            return None
        return QuestionConditionForm(**self.get_form_kwargs(), asked=self.asked)

    def get_initial(self) -> dict:
        own = next((each for each in self.own.conditions if self.asked and each.asked == self.asked.code), None)
        return {"codes": list(own.codes) if own else []}

    def get_context_data(self, **kwargs) -> dict:
        conditions = [
            (asked, [choice.label for choice in asked.choices if choice.code in condition.codes])
            for condition in self.own.conditions
            for asked in [self.outline.by_code[condition.asked]]
        ]
        return super().get_context_data(
            question=self.own, asked=self.asked, earlier=self.earlier, conditions=conditions, **kwargs
        )

    def form_valid(self, form: QuestionConditionForm) -> HttpResponse:
        with refusals_in(form):
            set_condition(question=self.question, asked=self.asked.code, codes=form.cleaned_data["codes"])
            return redirect("questionnaires:question", self.question.pk)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def condition_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a question whatever was answered to the one that the button names."""
    question = find_question(pk)
    with refusals_as_messages(request):
        remove_condition(question=question, asked=request.POST.get("asked", ""))
    return redirect("questionnaires:question", pk)
