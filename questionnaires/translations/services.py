"""Translations of a version, saved as they come. A version in use is translated too: its meaning stays."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from questionnaires.questions.models import Questionnaire, QuestionnaireVersion
from questionnaires.questions.outline import read_outline
from questionnaires.questions.services.versions import prepare_next_version
from questionnaires.translations.enums import Language
from questionnaires.translations.models import LONGEST_TRANSLATION, TranslatedText
from questionnaires.translations.texts import french_texts
from reseau.web.queries.row_locks import lock_row

UNKNOWN_LANGUAGE = "Cette langue n’est pas dans la liste."


@transaction.atomic
def prepare_translated_version(*, questionnaire: Questionnaire) -> QuestionnaireVersion:
    """Return the draft of a questionnaire as `prepare_next_version`, with the translations of the version before it.

    Those of a text that changes in French stop counting by themselves.
    """
    draft = prepare_next_version(questionnaire=questionnaire)
    earlier = TranslatedText.objects.filter(version__questionnaire=questionnaire, version__number=draft.number - 1)
    if not draft.translated_texts.exists():
        TranslatedText.objects.bulk_create(
            TranslatedText(version=draft, language=language, place=place, source=source, text=text)
            for language, place, source, text in earlier.values_list("language", "place", "source", "text")
        )
    return draft


@transaction.atomic
def save_translations(*, version: QuestionnaireVersion, language: str, texts: Mapping[str, str]) -> int:
    """Save the translations of the places that `texts` names; an empty one is erased. Return how many are kept.

    A place that the version has no longer is left aside. Raises ValidationError by place for a text too long, or if
    the language is not in the list.
    """
    if language not in Language:
        raise ValidationError(UNKNOWN_LANGUAGE)
    version = lock_row(QuestionnaireVersion.objects.select_related("questionnaire"), version.pk)
    french = {text.place: text.text for text in french_texts(read_outline(version))}
    given = {place: text.replace("\r\n", "\n").strip() for place, text in texts.items() if place in french}
    too_long = {
        place: f"Ce texte a {len(text)} signes\u00a0: {LONGEST_TRANSLATION} au plus."
        for place, text in given.items()
        if len(text) > LONGEST_TRANSLATION
    }
    if too_long:
        raise ValidationError(too_long)
    rows = TranslatedText.objects.filter(version=version, language=language)
    rows.filter(place__in=[place for place, text in given.items() if not text]).delete()
    kept = [
        TranslatedText(version=version, language=language, place=place, source=french[place], text=text)
        for place, text in given.items()
        if text
    ]
    TranslatedText.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["version", "language", "place"],
        update_fields=["source", "text"],
    )
    return len(kept)
