"""Page of translations: each French text beside its translation, some at a time, nothing typed is lost."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from questionnaires.questions.outline import read_outline
from questionnaires.translations.models import TranslatedText
from questionnaires.translations.queries import translations_of
from questionnaires.translations.services import save_translations
from questionnaires.translations.texts import french_texts
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, coordinator):
    """A browser of the coordination."""
    client.force_login(coordinator)
    return client


def url_of(version, language: str = "ar") -> str:
    return reverse("questionnaires:translation", args=[version.questionnaire.slug, version.number, language])


def test_each_field_is_in_its_language_and_direction(client, version):
    assertContains(client.get(url_of(version)), 'lang="ar" dir="rtl"', count=20)


def test_texts_are_saved_and_the_next_page_opens(client, version):
    count = len(french_texts(read_outline(version)))
    page = client.post(url_of(version), {"vient": "هل تأتي؟", "next": "1"}, follow=True)
    assert translations_of(version.pk, "ar")["vient"][1] == "هل تأتي؟"
    assert (page.context["page_obj"].number, page.context["missing"]) == (2, count - 1)


def test_page_saves_its_own_texts_alone(client, version):
    save_translations(version=version, language="ar", texts={"mot": "A", "title": "B"})
    client.post(f"{url_of(version)}?page=2", {"mot": "C"})
    assert {place: text for place, (_, text) in translations_of(version.pk, "ar").items()} == {"mot": "C", "title": "B"}


def test_text_that_went_to_another_page_meanwhile_is_saved(client, version):
    client.post(url_of(version), {"mot": "C"})
    assert [text for _, text in translations_of(version.pk, "ar").values()] == ["C"]


def test_refused_text_is_shown_with_the_others(client, version):
    form = client.post(url_of(version), {"vient": "é" * 3_001, "title": "A"}).context["form"]
    assert (list(form.errors), form["title"].value()) == (["vient"], "A")
    assert not TranslatedText.objects.exists()


def test_translation_of_another_questionnaire_is_proposed(client, version):
    other = QuestionFactory(wording=version.questions.get(code="vient").wording).version
    save_translations(version=version, language="ar", texts={"vient": "A"})
    form = client.get(url_of(other)).context["form"]
    states = {text.place: (field.value(), state) for text, field, state in form.rows()}
    assert states[other.questions.get().code] == ("A", "repris d’un autre questionnaire")


def test_language_outside_the_list_is_a_404(client, version):
    assert client.get(url_of(version, "xx")).status_code == 404


def test_languages_say_what_is_missing(client, version):
    texts = french_texts(read_outline(version))
    save_translations(version=version, language="en", texts={text.place: "A" for text in texts})
    url = reverse("questionnaires:translations", args=[version.questionnaire.slug, version.number])
    missing = dict(client.get(url).context["languages"])
    assert (missing["en"], missing["ar"]) == (0, len(texts))


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_the_same_queries_and_stays_light(client, count, django_assert_max_num_queries):
    section = QuestionnaireSectionFactory()
    for rank in range(count):
        QuestionFactory(section=section, rank=rank + 1)
    with django_assert_max_num_queries(12):
        page = client.get(url_of(section.version))
    assert len(page.content) <= 30_000
