"""Whatever people type, nothing active is in the page: checked by another parser than those that made it safe."""

import re

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from reseau.markdown.html import ALLOWED_TAGS, line_to_html, to_html

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
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)
# Characters that no parser of XML takes; a browser shows nothing of them.
CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GOOD = ("http://", "https://", "mailto:", "/")


def parse(html: str):
    return lxml.html.fragment_fromstring(CONTROLS.sub("", html), create_parent="div")


@given(TEXTS)
def test_nothing_active_survives(text):
    for html in (to_html(text), line_to_html(text)):
        for element in parse(html).iterdescendants():
            assert element.tag in ALLOWED_TAGS, html
            assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set()), html
            assert element.get("href", "/").lower().startswith(GOOD), html


@given(st.integers(1, 400), st.sampled_from(["> ", "- ", "1. ", "[", "*", "`", "<"]))
def test_marks_nested_without_end_stay_shallow(depth, mark):
    tree = parse(to_html(mark * depth + "a"))

    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= 60
