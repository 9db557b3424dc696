"""Translations of a version: its languages, then its texts in one of them. The coordination's pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import outline_of
from questionnaires.translations.enums import Language
from questionnaires.translations.forms import TranslationsForm
from questionnaires.translations.queries import (
    known_translations,
    missing_by_language,
    missing_texts,
    translations_of,
)
from questionnaires.translations.services import save_translations
from questionnaires.translations.texts import french_texts
from reseau.permissions import coordinator_required
from reseau.texts.wording import counted
from reseau.web.refusals import refusals_in

# Texts on a page, so that it stays light and is saved often.
TEXTS = 20


def find_translated_version(slug: str, number: int) -> QuestionnaireVersion:
    versions = QuestionnaireVersion.objects.select_related("questionnaire")
    return get_object_or_404(versions, questionnaire__slug=slug, number=number)


@coordinator_required
@require_safe
def languages(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Languages of the list, with what each lacks."""
    version = find_translated_version(slug, number)
    outline = outline_of(version)
    context = {
        "version": version,
        "text_count": len(french_texts(outline)),
        "languages": list(missing_by_language(outline).items()),
    }
    return render(request, "questionnaires/translations/languages.html", context)


@method_decorator(coordinator_required, name="dispatch")
class TranslationView(FormView):
    """Texts of a version and their translations, a page of them at a time."""

    template_name = "questionnaires/translations/translation.html"

    def dispatch(self, request, *args, **kwargs):
        if kwargs["language"] not in Language:
            raise Http404
        self.language = Language(kwargs["language"])
        self.version = find_translated_version(kwargs["slug"], kwargs["number"])
        self.outline = outline_of(self.version)
        self.page = Paginator(french_texts(self.outline), TEXTS).get_page(request.GET.get("page"))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None) -> TranslationsForm:
        self.translations = translations_of(self.version.pk, self.language)
        # A question added meanwhile shifts the pages: what was typed is read by its place.
        posted = self.request.POST
        texts = [text for text in french_texts(self.outline) if text.place in posted] if posted else list(self.page)
        return TranslationsForm(
            **self.get_form_kwargs(),
            language=self.language,
            texts=texts,
            translations=self.translations,
            known=known_translations(texts, self.language),
        )

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(version=self.version, language=self.language, page_obj=self.page, **kwargs)
        return context | {"missing": len(missing_texts(self.outline, self.translations))}

    def form_valid(self, form: TranslationsForm) -> HttpResponse:
        with refusals_in(form):
            kept = save_translations(version=self.version, language=self.language, texts=form.cleaned_data)
            messages.success(self.request, f"{counted(kept, 'texte')} sur cette page\u00a0: c’est enregistré.")
            return redirect(f"{self._address()}?page={self._next_page()}")
        return self.form_invalid(form)

    def _next_page(self) -> int:
        """The page to work on next, or this one where the button asks to stay, and on the last."""
        return self.page.number + ("next" in self.request.POST and self.page.has_next())

    def _address(self) -> str:
        return reverse(
            "questionnaires:translation", args=[self.version.questionnaire.slug, self.version.number, self.language]
        )
