"""Whatever people type, nothing active is in the page: checked by another parser than those that made it safe."""

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.texts.markdown.comparison import compare_texts
from reseau.texts.markdown.html import ALLOWED_TAGS, line_to_html, to_html, to_text
from search.engines.highlights import highlight, snippet
from tests.reseau.texts.markdown.hostile_texts import VECTORS, active_parts

# What attacks are made of, and what Markdown is made of.
PIECES = [
    *("<script>", "</script>", "<img src=x onerror=", "<svg/onload=", "<a href=", "<iframe srcdoc=", "<style>", "<!--"),
    *("<math><mtext>", "<template>", "<noscript>", "<textarea>", "</p>", "<details open ontoggle=", "<base href="),
    *("javascript:", "JaVa\tScript:", "java&#x0A;script:", "&#106;avascript:", "data:text/html;base64,", "vbscript:"),
    *("//evil.example", "https://a.fr/", "mailto:", "\\", "&lt;", "&#60;", "%3Cscript%3E", "\u202e", "\x00", "\ufeff"),
    *(
        "[",
        "](",
        ")",
        "![",
        "]: ",
        "<",
        ">",
        '"',
        "'",
        "`",
        "```",
        "**",
        "_",
        "# ",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        " ",
    ),
    *("alert(1)", "onclick=", "style=", "a", "é"),
]
# Beginnings and ends of real attacks, so that one meets what another left open.
CUT_VECTORS = st.builds(
    lambda vector, start, end: vector[start:end],
    st.sampled_from(VECTORS),
    st.integers(0, 8) | st.just(0),
    st.integers(4, 200),
)
TEXTS = st.lists(st.sampled_from(PIECES) | CUT_VECTORS | st.text(max_size=4), max_size=40).map("".join)
# Characters that no parser of XML takes; a browser shows nothing of them.
CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GOOD = ("http://", "https://", "mailto:", "/")


def parse(html: str):
    return lxml.html.fragment_fromstring(CONTROLS.sub("", html), create_parent="div")


def assert_safe(text: str) -> None:
    for html in (to_html(text), line_to_html(text)):
        assert active_parts(html) == [], html
        for element in parse(html).iterdescendants():
            assert element.tag in ALLOWED_TAGS, html
            assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set()), html
            assert element.get("href", "/").lower().startswith(GOOD), html


@pytest.mark.parametrize("vector", VECTORS)
def test_attacks_met_in_the_wild_are_plain_text(vector):
    for text in (
        vector,
        f"**{vector}**",
        f"> {vector}",
        f"- {vector}\n- {vector}",
        f"[{vector}]({vector})",
        f"Bonjour.\n\n{vector}",
    ):
        assert_safe(text)


@given(TEXTS)
def test_nothing_active_survives(text):
    assert_safe(text)


@given(TEXTS, TEXTS)
def test_nothing_active_survives_in_extracts_and_comparisons(text, other):
    """What the search shows of a text, marked words among escaped ones, and what changed between two versions."""
    words = frozenset({"alert", "script", "lire", "img"})
    for html in (highlight(text, words), snippet(other, to_text(text), words)[0]):
        assert active_parts(html) == [], html
        assert {element.tag for element in parse(html).iterdescendants()} <= {"mark"}, html
    for line in compare_texts(text, other) or ():
        html = "".join(piece.marked for piece in line.pieces)
        assert active_parts(html) == [], html
        assert {element.tag for element in parse(html).iterdescendants()} <= {"ins", "del", "span"}, html


@given(st.integers(1, 400), st.sampled_from(["> ", "- ", "1. ", "[", "*", "`", "<"]))
def test_marks_nested_without_end_stay_shallow(depth, mark):
    tree = parse(to_html(mark * depth + "a"))

    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= 60
