"""A version tried by those who write it, as people will see it: nothing is stored."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from questionnaires.filling.forms import QuestionnaireForm
from questionnaires.filling.values import asked_questions
from questionnaires.questions.outline import outline_of
from questionnaires.questions.queries import find_version
from questionnaires.translations.enums import Language
from questionnaires.translations.queries import missing_texts, translations_of
from questionnaires.translations.texts import with_texts
from reseau.permissions import coordinator_required
from reseau.texts.wording import counted


@method_decorator(coordinator_required, name="dispatch")
class TrialView(FormView):
    """The whole questionnaire on a page; sent, it says what would be refused, and how many questions were asked."""

    template_name = "questionnaires/filling/trial.html"
    form_class = QuestionnaireForm

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.version = find_version(kwargs["slug"], kwargs["number"])
        self.language = language_of(request.GET.get("langue", ""))
        french = outline_of(self.version)
        translations = translations_of(self.version.pk, self.language) if self.language else {}
        self.missing = len(missing_texts(french, translations)) if self.language else 0
        self.outline = with_texts(french, translations)
        self.has_own_title = self.outline.title != french.title

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"outline": self.outline, "is_numbered": True}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            version=self.version,
            outline=self.outline,
            language=self.language,
            languages=list(Language),
            missing=self.missing,
            has_own_title=self.has_own_title,
            **kwargs,
        )

    def form_valid(self, form: QuestionnaireForm) -> HttpResponse:
        asked = counted(len(asked_questions(self.outline, form.values)), "question")
        messages.success(self.request, f"Cette réponse serait acceptée\u00a0: {asked} en tout. Rien n’est gardé.")
        return self.render_to_response(self.get_context_data(form=form))


def language_of(code: str) -> Language | None:
    """Return the language of an address; None for French, and for any other word."""
    return Language(code) if code in Language else None
