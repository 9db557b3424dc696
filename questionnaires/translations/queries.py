"""Translations of a version, as forms, papers and the page of translations read them."""

from questionnaires.questions.outline import Outline
from questionnaires.translations.enums import Language
from questionnaires.translations.models import TranslatedText
from questionnaires.translations.texts import FrenchText, french_texts, with_texts


def translated(outline: Outline, language: str) -> Outline:
    """Return the outline with its texts in `language`; in French where none is known. One query, none for French."""
    if language not in Language:
        return outline
    return with_texts(outline, translations_of(outline.key, language))


def translations_of(version_key: int, language: str) -> dict[str, tuple[str, str]]:
    """Return place → French text and its translation."""
    rows = TranslatedText.objects.filter(version=version_key, language=language)
    return {place: (source, text) for place, source, text in rows.values_list("place", "source", "text")}


def missing_texts(outline: Outline, translations: dict[str, tuple[str, str]]) -> list[FrenchText]:
    """Return the texts that people would read in French: never translated, or changed since."""
    return [text for text in french_texts(outline) if translations.get(text.place, ("",))[0] != text.text]


def missing_by_language(outline: Outline) -> dict[Language, int]:
    """Return how many texts each language lacks: all of them where nothing is translated. One query."""
    french = {text.place: text.text for text in french_texts(outline)}
    missing = dict.fromkeys(Language, len(french))
    rows = TranslatedText.objects.filter(version=outline.key).values_list("language", "place", "source")
    for language, place, source in rows:
        missing[Language(language)] -= french.get(place) == source
    return missing


def known_translations(texts: list[FrenchText], language: str) -> dict[str, str]:
    """Return French text → the last translation that any questionnaire gives of it. One query."""
    sources = {text.text for text in texts}
    rows = TranslatedText.objects.filter(language=language, source__in=sources).order_by("pk")
    return dict(rows.values_list("source", "text"))
