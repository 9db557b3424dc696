"""Messages in Markdown: allowed marks, and refused content."""

import re

import pytest

from reseau.texts.markdown.html import ALLOWED_TAGS, line_to_html, to_html, to_text

LONGEST = 20_000  # characters of a message
LINK = '<a href="{0}" rel="nofollow noopener">{1}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Deux\n\nparagraphes", "<p>Deux</p>\n<p>paragraphes</p>"),
        ("Une ligne\npuis l’autre", "<p>Une ligne<br>\npuis l’autre</p>"),
        ("**gras** et *italique*", "<p><strong>gras</strong> et <em>italique</em></p>"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("1. un\n2. deux", "<ol>\n<li>un</li>\n<li>deux</li>\n</ol>"),
        ("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>"),
        ("`touche`", "<p><code>touche</code></p>"),
        ("```python\nprint()\n```", "<pre><code>print()\n</code></pre>"),
        ("un\n\n---\n\ndeux", "<p>un</p>\n<hr>\n<p>deux</p>"),
        (
            "# Titre\n## Titre\n### Sous-titre\n###### Sous-titre",
            "<h3>Titre</h3>\n<h3>Titre</h3>\n<h4>Sous-titre</h4>\n<h4>Sous-titre</h4>",
        ),
    ],
)
def test_each_mark_of_the_short_list_is_rendered(text, html):
    assert to_html(text).strip() == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[le guide](https://a.fr/g)", LINK.format("https://a.fr/g", "le guide")),
        ("[une fiche](/ressources/)", LINK.format("/ressources/", "une fiche")),
        ("[écrire](mailto:a@example.org)", LINK.format("mailto:a@example.org", "écrire")),
        ("<https://a.fr>", LINK.format("https://a.fr", "https://a.fr")),
        ("https://a.fr/b?c=1&d=2", LINK.format("https://a.fr/b?c=1&amp;d=2", "https://a.fr/b?c=1&amp;d=2")),
        ("Voir https://a.fr/b. Bien", f"Voir {LINK.format('https://a.fr/b', 'https://a.fr/b')}. Bien"),
        ("(https://a.fr)", f"({LINK.format('https://a.fr', 'https://a.fr')})"),
        ("[https://a.fr](https://b.fr)", LINK.format("https://b.fr", "https://a.fr")),
        ("`https://a.fr`", "<code>https://a.fr</code>"),
    ],
)
def test_addresses_become_links_without_referrer(text, html):
    assert to_html(text).strip() == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![plan de la salle](https://a.fr/plan.png)", LINK.format("https://a.fr/plan.png", "plan de la salle")),
        ("![](https://a.fr/plan.png)", LINK.format("https://a.fr/plan.png", "https://a.fr/plan.png")),
        ('![a"><script>](https://a.fr/p.png)', LINK.format("https://a.fr/p.png", 'a"&gt;&lt;script&gt;')),
    ],
)
def test_image_becomes_a_link(text, html):
    assert to_html(text).strip() == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("Avant ![le voyant](image:12) après", "Avant [Image 12 – le voyant] après", "Avant le voyant après"),
        ("Avant ![](image:12) après", "Avant [Image 12] après", "Avant après"),
        ("![a [b] c](image:12)", "[Image 12 – a b c]", "a b c"),
    ],
)
def test_mark_of_a_kept_picture_becomes_its_words(text, html, plain):
    assert (to_html(text).strip(), to_text(text)) == (f"<p>{html}</p>", plain)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    "<iframe src=https://a.fr></iframe>",
    "<style>body{display:none}</style>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '[x](https://a.fr "onmouseover=alert(1)")',
    '[x](https://a.fr"onmouseover="alert(1))',
    'https://a.fr/"onmouseover="alert(1)',
    "https://a.fr/<script>alert(1)</script>",
    "[a]: javascript:alert(1)\n\n[a]",
    '```"><script>alert(1)</script>\nx\n```',
    "<!-- --><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_leaves_only_allowed_tags_and_addresses(text):
    html = to_html(text)

    assert set(re.findall(r"<\s*([a-z0-9]+)", html)) <= ALLOWED_TAGS
    for tag in re.findall(r"<[^>]*>", html):
        assert re.fullmatch(r'</?[a-z0-9]+>|<a( href="(https?://|mailto:|/)[^"\s]*")? rel="nofollow noopener">', tag)


@pytest.mark.parametrize("address", ["www.a.fr", "page", "java&#10;script:alert(1)", "ftp://a.fr", "#haut"])
def test_invalid_address_is_no_link(address):
    assert "href" not in to_html(f"[x]({address})")


def test_typed_html_is_shown_as_typed():
    assert to_html("<b>gras</b>").strip() == "<p>&lt;b&gt;gras&lt;/b&gt;</p>"


MARKS = [">", "> ", "[", "![", "[a](", "[[](", "*", "*a **b ", "_a__b", "`", "- ", "1. ", "<", "&", "\\", "[a]: b\n"]


@pytest.mark.parametrize("piece", [*MARKS, "\t", "https://"])
def test_longest_message_of_a_repeated_mark_stays_small(piece):
    """Nested marks can make parsers fail, never end, or write far more than they read."""
    text = (piece * LONGEST)[:LONGEST]

    assert len(to_html(text)) <= 20 * LONGEST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Titre\n\nUn **mot** et\nun [lien](https://a.fr)", "Titre Un mot et un lien"),
        ("- un\n- deux", "un deux"),
        ("3 < 4 & 5 > 2", "3 < 4 & 5 > 2"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[a]: https://a.fr", ""),
        ("", ""),
    ],
)
def test_plain_words_have_no_marks(text, words):
    assert to_text(text) == words


def test_line_of_a_list_keeps_its_bold_words_and_links_and_nothing_else():
    assert line_to_html("- **Deux** <b>x</b> [ici](https://a.fr)\n# fin") == (
        f"- <strong>Deux</strong> &lt;b&gt;x&lt;/b&gt; {LINK.format('https://a.fr', 'ici')}<br>\n# fin"
    )
