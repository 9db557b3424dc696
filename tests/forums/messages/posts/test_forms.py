"""Forms of topics and posts: what they require, error messages, and form data kept after an error."""

import pytest

from forums.messages.posts.forms import MessageForm, TopicForm

pytestmark = pytest.mark.django_db

TOO_LONG = (
    "Votre message compte 20\u00a0001 caractères, 20\u00a0000 au plus. "
    "Raccourcissez-le ou envoyez la suite dans un second message."
)
INVISIBLE = ["", "   ", "\n \t\n", "\u00a0\u00a0", "\u200b\u200b", "\u200b \ufeff"]


@pytest.mark.parametrize("text", INVISIBLE)
def test_empty_message_is_refused(text):
    form = MessageForm({"body": text})

    assert list(form.errors) == ["body"]
    assert form.errors["body"] in (
        ["Écrivez votre message avant de l’envoyer."],
        ["Écrivez quelques mots\u00a0: il n’y a rien à lire ici."],
    )


@pytest.mark.parametrize("text", ["OK", "👍", "...", "e\u0301", "<script>"])
def test_short_message_is_accepted(text):
    assert MessageForm({"body": text}).is_valid()


def test_message_has_20_000_characters_at_most():
    assert MessageForm({"body": "a" * 20_000}).is_valid()
    assert MessageForm({"body": "a" * 20_001}).errors["body"] == [TOO_LONG]


def test_line_break_of_a_browser_counts_as_one_character():
    form = MessageForm({"body": "a\r\n" * 9_999 + "a"})

    assert form.is_valid()
    assert form.cleaned_data["body"] == "a\n" * 9_999 + "a"


def test_browser_does_not_cut_a_long_message():
    assert 'maxlength="' not in str(MessageForm()["body"])


def test_null_character_is_refused_without_a_server_error():
    assert list(MessageForm({"body": "a\x00b"}).errors) == ["body"]


def test_refused_form_keeps_its_data():
    assert "trop long" in str(MessageForm({"body": "trop long" * 3_000})["body"])


@pytest.mark.parametrize("text", INVISIBLE)
def test_topic_without_title_is_refused(text):
    assert list(TopicForm({"title": text, "body": "Bonjour"}).errors) == ["title"]


def test_title_has_140_characters_at_most():
    assert TopicForm({"title": "a" * 140, "body": "Bonjour"}).is_valid()
    assert list(TopicForm({"title": "a" * 141, "body": "Bonjour"}).errors) == ["title"]


def test_spaces_of_a_title_are_tidied():
    form = TopicForm({"title": " La  clé\nUSB ", "body": "Bonjour"})

    assert form.is_valid()
    assert form.cleaned_data["title"] == "La clé USB"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), (" imprimante ,Linux", "imprimante, Linux"), ("a,,a, b ,", "a, b"), (" , ,", "")],
)
def test_tags_are_tidied(text, expected):
    form = TopicForm({"title": "Titre", "body": "Bonjour", "tags": text})

    assert form.is_valid()
    assert form.cleaned_data["tags"] == expected


def test_too_many_tags_are_refused():
    assert list(TopicForm({"title": "Titre", "body": "Bonjour", "tags": "a" * 141}).errors) == ["tags"]


def test_form_without_a_kind_asks_a_question():
    form = TopicForm({"title": "Titre", "body": "Bonjour"})

    assert form.is_valid()
    assert form.cleaned_data["kind"] == "question"


def test_announcement_is_refused_to_those_who_do_not_watch_over_the_forum():
    form = TopicForm({"title": "Titre", "body": "Bonjour", "kind": "announcement"})

    assert "kind" in form.errors
