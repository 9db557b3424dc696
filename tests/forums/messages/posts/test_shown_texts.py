"""Messages as their page shows them: pictures in their place, links as cards, nothing active."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from forums.messages.files.models import PostFile
from forums.messages.files.services import join_files, keep_file
from forums.messages.posts.services import answer
from forums.messages.posts.shown_texts import place_pictures
from reseau.texts.link_cards import LinkCard, lone_addresses, with_cards
from reseau.texts.markdown.html import ALLOWED_TAGS, to_html
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.reseau.documents.files.pictures import encoded, flag
from tests.reseau.texts.markdown.test_html_properties import TEXTS, parse

PICTURE = PostFile(pk=12, kind="png", name="voyant.png", alternative='Le "voyant" <rouge>', width=40, height=30)
OTHER = PostFile(pk=13, kind="png", name="cle.png", is_decorative=True, width=40, height=30)
NOTES = PostFile(pk=14, kind="txt", name="notes.txt")
FIGURE = (
    '<p class="post-picture"><a href="/forums/images/12/grande/" aria-label="Agrandir l’image\u00a0: '
    'Le &quot;voyant&quot; &lt;rouge&gt;"><img src="/forums/images/12/petite/" '
    'alt="Le &quot;voyant&quot; &lt;rouge&gt;" width="40" height="30" loading="lazy"></a></p>\n'
)


def placed(text: str, *files) -> tuple[str, list]:
    return place_pictures(to_html(text), files or [PICTURE])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Avant.\n\n![x](image:12)\n\nAprès.", f"<p>Avant.</p>\n{FIGURE}<p>Après.</p>\n"),
        ("Avant.\n![x](image:12)\nAprès.", f"<p>Avant.<br>\nAprès.</p>\n{FIGURE}"),
        ("Avant.\n![x](image:12)", f"<p>Avant.</p>\n{FIGURE}"),
        ("![](image:12)", FIGURE),
        ("![a](image:12)\n\n![b](image:12)", FIGURE),
        ("> ![x](image:12)", f"<blockquote>\n{FIGURE}</blockquote>\n"),
    ],
)
def test_picture_stands_where_its_mark_is(text, html):
    assert placed(text) == (html, [])


@pytest.mark.parametrize("text", ["![Un voyant](image:99)", "> ![Un voyant](image:99)", "- ![Un voyant](image:99)"])
def test_mark_of_a_file_of_another_message_shows_its_words(text):
    html, below = placed(text)
    assert "[Image 99 – Un voyant]" in html
    assert ("<img" in html, "<a" in html, below) == (False, False, [PICTURE])


def test_mark_of_a_document_places_nothing():
    html, below = placed("![x](image:14)", NOTES)
    assert ("<img" in html, below) == (False, [NOTES])


def test_others_come_under_the_text():
    html, below = placed("![x](image:12)", OTHER, PICTURE, NOTES)
    assert (html, below) == (FIGURE, [OTHER, NOTES])


@pytest.mark.parametrize("text", ["`![x](image:12)`", "```\n![x](image:12)\n```", "![x](image:12x)", "![x](image:-1)"])
def test_what_is_not_a_mark_places_nothing(text):
    html, below = placed(text)
    assert ("<img" in html, below) == (False, [PICTURE])


def test_ten_thousand_marks_place_one_picture():
    html, below = placed("![x](image:12)\n" * 10_000)
    assert (html.count("<img"), below) == (1, [])


MARKS = st.sampled_from(["![", "](image:12)", "](image:99)", "[Image 12 – ", "]", "\n\n", "[x](/f/)", "\n"])


@given(st.lists(TEXTS | MARKS, max_size=12).map("".join))
def test_nothing_active_survives_cards_and_pictures(text):
    html, _ = placed(text)
    card = LinkCard("Fiche", '<script>"', "<img onerror=x>")
    html = with_cards(html, dict.fromkeys(lone_addresses(html), card))
    allowed = {"a": {"href", "rel", "class", "aria-label"}, "img": {"src", "alt", "width", "height", "loading"}}
    for element in parse(html).iterdescendants():
        assert element.tag in ALLOWED_TAGS | {"img", "span", "b"}, html
        assert set(element.attrib) <= allowed.get(element.tag, {"class"}), html
        assert element.get("src", "/forums/images/12/petite/") == "/forums/images/12/petite/", html
        assert element.get("href", "/").lower().startswith(("http://", "https://", "mailto:", "/")), html


@pytest.fixture
def topic(db, animator):
    return TopicFactory(author=animator, forum=ForumFactory())


def picture_of(author) -> PostFile:
    return keep_file(file=ContentFile(encoded(flag()), name="voyant.png"), by=author)


def test_page_shows_the_picture_once_in_its_place(topic, animator, colleague, client_of):
    file = picture_of(colleague)
    file.alternative = "Le voyant"
    answer(topic=topic, author=colleague, body=f"Avant.\n\n![x](image:{file.pk})\n\nAprès.", files=[file])
    page = client_of(animator).get(topic.get_absolute_url()).content.decode()
    assert page.count(file.small_url) == 1
    assert page.index("<p>Avant.</p>") < page.index(file.small_url) < page.index("<p>Après.</p>")


def test_page_shows_nothing_of_a_picture_of_another_message(topic, animator, colleague, stranger, client_of):
    file = picture_of(colleague)
    post = PostFactory(topic=TopicFactory(author=animator))
    join_files(post=post, files=[file])
    answer(topic=topic, author=stranger, body=f"![Le voyant](image:{file.pk})")
    page = client_of(animator).get(topic.get_absolute_url()).content.decode()
    assert ("/forums/images/" in page, f"[Image {file.pk} – Le voyant]" in page) == (False, True)


def test_preview_places_own_pictures_alone(animator, colleague, client_of):
    file, reader = picture_of(animator), client_of(animator)
    words = {"body": f"![x](image:{file.pk})", "fichier": [file.pk]}
    pages = [client_of(who).post(reverse("forums:preview"), words).content.decode() for who in (animator, colleague)]
    assert [file.small_url in page for page in pages] == [True, False]
    odd = reader.post(reverse("forums:preview"), {"body": "Bonjour", "fichier": ["x", "9" * 30, ""]})
    assert odd.content.decode() == "<p>Bonjour</p>\n"


def test_page_shows_cards_to_those_who_see_the_object(topic, animator, stranger, figeac, client_of):
    secret = TopicFactory(author=animator, title="Budget de Gramat", forum=ForumFactory(territory=figeac))
    PostFactory(topic=topic, body=f"[ici]({secret.get_absolute_url()})")
    pages = [client_of(who).get(topic.get_absolute_url()).content.decode() for who in (animator, stranger)]
    assert ["Budget de Gramat" in page for page in pages] == [True, False]
    assert ['class="link-card"' in page for page in pages] == [True, False]


def test_page_costs_the_same_for_one_card_and_three(topic, animator, client_of):
    reader, others = client_of(animator), TopicFactory.create_batch(3, author=animator)

    def count() -> int:
        reader.get(topic.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            reader.get(topic.get_absolute_url())
        return len(queries)

    PostFactory(topic=topic, body=others[0].get_absolute_url() and f"[a]({others[0].get_absolute_url()})")
    before = count()
    for other in others[1:]:
        PostFactory(topic=topic, body=f"[a]({other.get_absolute_url()})")
    assert count() == before
