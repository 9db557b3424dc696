"""Questionnaires: their list, a new one, its title."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView, ListView

from questionnaires.editing.forms import QuestionnaireTitleForm
from questionnaires.editing.queries import questionnaires_with_versions
from questionnaires.questions.codes import slug_of_title
from questionnaires.questions.models import Questionnaire
from questionnaires.questions.services.sections import archive_questionnaire, change_questionnaire
from questionnaires.questions.services.versions import open_questionnaire
from questionnaires.translations.services import prepare_translated_version
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class QuestionnairesView(ListView):
    """Questionnaires with their versions, in the order of the alphabet; with `?ranges`, those put away."""

    template_name = "questionnaires/editing/questionnaires.html"
    context_object_name = "questionnaires"
    paginate_by = 40

    def get_queryset(self) -> QuerySet[Questionnaire]:
        return questionnaires_with_versions().filter(is_archived="ranges" in self.request.GET)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        are_archived = "ranges" in self.request.GET
        others = Questionnaire.objects.filter(is_archived=not are_archived).exists()
        return super().get_context_data(are_archived=are_archived, others=others, **kwargs)


@method_decorator(coordinator_required, name="dispatch")
class QuestionnaireNewView(FormView):
    """Open a questionnaire with a title; its address is made from it."""

    template_name = "questionnaires/editing/questionnaire_form.html"
    form_class = QuestionnaireTitleForm

    def form_valid(self, form: QuestionnaireTitleForm) -> HttpResponse:
        taken = set(Questionnaire.objects.values_list("slug", flat=True))
        slug = slug_of_title(form.cleaned_data["title"], taken)
        with refusals_in(form):
            open_questionnaire(slug=slug, by=self.request.user, **form.cleaned_data)
            return redirect("questionnaires:questionnaire", slug)
        return self.form_invalid(form)


@method_decorator(coordinator_required, name="dispatch")
class QuestionnaireEditView(FormView):
    """Change the title and the purpose."""

    template_name = "questionnaires/editing/questionnaire_form.html"
    form_class = QuestionnaireTitleForm

    def dispatch(self, request, *args, **kwargs):
        self.questionnaire = get_object_or_404(Questionnaire, slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"title": self.questionnaire.title, "purpose": self.questionnaire.purpose}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(questionnaire=self.questionnaire, **kwargs)

    def form_valid(self, form: QuestionnaireTitleForm) -> HttpResponse:
        with refusals_in(form):
            change_questionnaire(questionnaire=self.questionnaire, **form.cleaned_data)
            return redirect("questionnaires:questionnaire", self.questionnaire.slug)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def next_version(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare the next version, copied from the one in use."""
    questionnaire = get_object_or_404(Questionnaire, slug=slug)
    with refusals_as_messages(request):
        draft = prepare_translated_version(questionnaire=questionnaire)
        messages.success(
            request, f"La version {draft.number} est prête à être changée. Celle en service reste comme elle est."
        )
    return redirect("questionnaires:questionnaire", slug)


@coordinator_required
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a questionnaire away, or back."""
    questionnaire = get_object_or_404(Questionnaire, slug=slug)
    is_archived = "away" in request.POST
    archive_questionnaire(questionnaire=questionnaire, is_archived=is_archived)
    done = "Ce questionnaire est rangé." if is_archived else "Ce questionnaire est de nouveau dans la liste."
    messages.success(request, done)
    return redirect("questionnaires:questionnaire", slug)
