"""Translations: kept by place, read where their French text is still the same."""

import pytest
from django.core.exceptions import ValidationError

from questionnaires.questions.outline import outline_of, read_outline
from questionnaires.questions.services.sections import move_section
from questionnaires.questions.services.versions import put_into_use
from questionnaires.translations.enums import OWN_NAMES, Language
from questionnaires.translations.models import TranslatedText
from questionnaires.translations.queries import missing_by_language, missing_texts, translated, translations_of
from questionnaires.translations.services import prepare_translated_version, save_translations
from questionnaires.translations.texts import french_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_text(version) -> dict[str, str]:
    """Place → translation of each text of the version."""
    version.introduction, version.thanks = "Bonjour.", "Merci."
    version.save()
    version.sections.filter(rank=1).update(introduction="Pour commencer.")
    version.questions.filter(code="combien").update(unit="fois", help="En un mois.")
    return {text.place: f"<{text.place}>" for text in french_texts(read_outline(version))}


def test_every_text_is_read_in_the_language(version, every_text):
    save_translations(version=version, language="ar", texts=every_text)
    outline = translated(read_outline(version), "ar")
    assert {text.place: text.text for text in french_texts(outline)} == every_text
    assert missing_texts(read_outline(version), translations_of(version.pk, "ar")) == []


def test_codes_and_rules_stay_as_they_are(version, every_text):
    save_translations(version=version, language="ar", texts=every_text)
    french, arabic = read_outline(version), translated(read_outline(version), "ar")
    for before, after in zip(french.questions, arabic.questions, strict=True):
        assert (before.columns, before.conditions, before.kind) == (after.columns, after.conditions, after.kind)


@pytest.mark.parametrize("language", ["fr", "en", "xx", ""])
def test_other_languages_are_read_in_french(version, every_text, language):
    save_translations(version=version, language="ar", texts=every_text)
    outline = read_outline(version)
    assert translated(outline, language) == outline


def test_text_without_translation_stays_in_french(version):
    save_translations(version=version, language="en", texts={"vient": "Do you come?", "mot": "  "})
    outline = translated(read_outline(version), "en")
    assert outline.by_code["vient"].wording == "Do you come?"
    assert outline.by_code["mot"] == read_outline(version).by_code["mot"]
    assert TranslatedText.objects.count() == 1


def test_translation_of_a_text_that_changed_is_not_read(version, every_text):
    save_translations(version=version, language="en", texts=every_text)
    version.questions.filter(code="mot").update(wording="Autre chose\u00a0?")
    outline = read_outline(version)
    assert translated(outline, "en").by_code["mot"].wording == "Autre chose\u00a0?"
    assert [text.place for text in missing_texts(outline, translations_of(version.pk, "en"))] == ["mot"]


def test_moved_section_is_never_called_by_the_name_of_another(version, every_text):
    save_translations(version=version, language="en", texts=every_text)
    move_section(section=version.sections.get(rank=2), places=-1)
    assert [section.title for section in translated(read_outline(version), "en").sections] == ["L’espace", "Vous"]


def test_version_in_use_is_translated_and_corrected(version):
    used = put_into_use(version=version)
    for text in ("Do you come", "Do you come?"):
        save_translations(version=used, language="en", texts={"vient": text})
    assert translated(outline_of(used), "en").by_code["vient"].wording == "Do you come?"
    assert TranslatedText.objects.count() == 1


def test_emptied_translation_is_erased(version):
    for text in ("Do you come?", ""):
        save_translations(version=version, language="en", texts={"vient": text})
    assert not TranslatedText.objects.exists()


def test_places_that_are_not_named_keep_their_translation(version):
    save_translations(version=version, language="en", texts={"vient": "Do you come?"})
    assert save_translations(version=version, language="en", texts={"mot": "A word?", "nowhere": "Lost"}) == 1
    assert sorted(translations_of(version.pk, "en")) == ["mot", "vient"]


def test_text_too_long_is_refused_by_its_place(version):
    with pytest.raises(ValidationError) as refused:
        save_translations(version=version, language="en", texts={"vient": "é" * 3_001, "mot": "A word?"})
    assert refused.value.message_dict == {"vient": ["Ce texte a 3001 signes\u00a0: 3000 au plus."]}
    assert not TranslatedText.objects.exists()


def test_language_outside_the_list_is_refused(version):
    with pytest.raises(ValidationError) as refused:
        save_translations(version=version, language="xx", texts={"vient": "A"})
    assert refused.value.messages == ["Cette langue n’est pas dans la liste."]


def test_missing_texts_are_counted_for_each_language(version, every_text):
    save_translations(version=version, language="tr", texts={"vient": "A", "mot": "B"})
    missing = missing_by_language(read_outline(version))
    assert (missing[Language.TURKISH], missing[Language.OCCITAN]) == (len(every_text) - 2, len(every_text))


def test_each_language_has_its_own_name_and_direction():
    assert set(OWN_NAMES) == set(Language)
    assert [language for language in Language if language.direction == "rtl"] == [Language.ARABIC]


def test_next_version_keeps_the_translations_of_what_stays_the_same(version, every_text):
    save_translations(version=version, language="ar", texts=every_text)
    put_into_use(version=version)

    draft = prepare_translated_version(questionnaire=version.questionnaire)
    assert missing_by_language(read_outline(draft))[Language.ARABIC] == 0
    draft.questions.filter(code="vient").update(wording="Venez-vous souvent\u00a0?")
    assert [text.place for text in missing_texts(read_outline(draft), translations_of(draft.pk, "ar"))] == ["vient"]

    # Opened again, the draft keeps what was translated meanwhile.
    save_translations(version=draft, language="ar", texts={"vient": "<autre>"})
    assert prepare_translated_version(questionnaire=version.questionnaire) == draft
    assert missing_by_language(read_outline(draft))[Language.ARABIC] == 0
