"""A version tried: seen as people will see it, refused in words, nothing stored."""

import pytest

from questionnaires.answers.models import Response
from questionnaires.questions.outline import read_outline
from questionnaires.translations.services import save_translations
from questionnaires.translations.texts import french_texts


def address_of(version) -> str:
    return f"/questionnaires/{version.questionnaire.slug}/{version.number}/apercu/"


@pytest.fixture
def trial(client_of, coordinator, version):
    """Return a function that opens the page, or sends answers to it."""
    reader, address = client_of(coordinator), address_of(version)
    return lambda answers=None: reader.get(address) if answers is None else reader.post(address, answers)


def test_trial_is_for_coordinators(client, client_of, animator, version, trial):
    address = address_of(version)
    assert [trial().status_code, client_of(animator).get(address).status_code] == [200, 404]
    assert client.get(address).status_code == 302


def test_page_shows_each_question_with_its_number_and_its_condition(trial):
    page = trial().content.decode()
    assert [page.count(f'name="{name}"') for name in ("vient", "usages", "avis-accueil", "avis-lieu", "mot")] == [
        2,
        4,
        2,
        2,
        1,
    ]
    assert page.count("Si vous avez répondu «\u00a0Oui\u00a0» à la question 1.") == 1
    assert page.count('data-asked-if="[[&quot;vient&quot;, [&quot;oui&quot;]]]"') == 1


def test_accepted_answer_says_how_many_questions_were_asked_and_stores_nothing(trial):
    response = trial({"vient": "oui", "combien": "3", "usages": ["jeux"], "mot": "Merci"})
    sentence = "Cette réponse serait acceptée\u00a0: 7\u00a0questions en tout. Rien n’est gardé."
    assert [str(message) for message in response.context["messages"]] == [sentence]
    assert response.content.decode().count('value="Merci"') == 1
    assert not Response.objects.exists()


def test_refused_answer_keeps_what_was_typed(trial):
    page = trial({"vient": "oui", "combien": "mille", "mot": "Merci"}).content.decode()
    assert page.count("<p>Écrivez un nombre entier, en chiffres.</p>") == 1
    assert [page.count('value="mille"'), page.count('value="Merci"')] == [1, 1]


def test_trial_is_read_in_another_language_where_it_is_translated(client_of, coordinator, version):
    wording = version.questions.get(code="vient").wording
    save_translations(version=version, language="ar", texts={"vient": "هل تأتي؟", "vient.choice.oui": "نعم"})
    reader = client_of(coordinator)
    pages = [reader.get(address_of(version) + query).content.decode() for query in ("?langue=ar", "?langue=xx")]
    assert [[page.count(words) for words in ("هل تأتي؟", wording)] for page in pages] == [[1, 0], [0, 1]]


def test_page_is_said_to_be_in_another_language_once_all_of_it_is(client_of, coordinator, version):
    reader, address = client_of(coordinator), f"{address_of(version)}?langue=ar"
    # The name of the language, in the language.
    assert reader.get(address).content.decode().count('dir="rtl"') == 1
    texts = {text.place: "نعم" for text in french_texts(read_outline(version))}
    save_translations(version=version, language="ar", texts=texts)
    page = reader.get(address).content.decode()
    assert [page.count('dir="rtl"'), page.count("on les lit en français")] == [3, 0]


def test_steps_of_a_scale_stand_close_when_they_are_numbers(trial, version):
    assert trial().content.decode().count("has-short-steps") == 1
    version.questions.get(code="note").choices.filter(code="1").update(label="Pas du tout")
    page = trial().content.decode()
    assert [page.count("has-short-steps"), page.count("is-scale")] == [0, 1]
