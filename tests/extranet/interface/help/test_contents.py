"""The contents of the guide: pages that exist, one article for each, articles that tell each thing once."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

from extranet.interface.help.guide_files import ARTICLES, read_contents, read_guide
from tests.extranet.demo.whole_pages.plain_french import KNOWN, difficulties
from tests.test_architecture import complain


def test_no_page_has_two_articles():
    places = [page for section in read_contents() for pages in section["articles"].values() for page in pages]

    assert sorted(places) == sorted(set(places))


def address_names(patterns, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            yield from address_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix)


def test_pages_of_the_contents_exist():
    known = set(address_names(get_resolver().url_patterns))
    declared = {
        page.partition("|")[2] or page for section in read_guide() for a in section.articles for page in a.pages
    }

    complain(sorted(declared - known), "No address has these names of contents.toml:")


def test_every_article_is_in_the_contents():
    files = sorted(path.stem for path in ARTICLES.glob("*.md"))

    assert sorted(article.slug for section in read_guide() for article in section.articles) == files


def test_article_tells_each_thing_once():
    articles = [article for section in read_guide() for article in section.articles]
    titles = {article.slug: [part.title for part in article.parts] for article in articles}

    assert [article.slug for article in articles if not article.lead] == []
    complain([slug for slug, names in titles.items() if len(names) != len(set(names))], "These have a title twice:")


def test_help_for_learners_is_in_plain_french():
    section = read_contents()[0]
    faults = [
        f"{slug} {fault}"
        for slug in section["articles"]
        for paragraph in (ARTICLES / f"{slug}.md").read_text(encoding="utf-8").split("\n\n")
        for fault in difficulties(" ".join(paragraph.split()), known=KNOWN)
    ]

    assert "lire-mon-livret" in section["articles"]
    complain(faults, "A person of the A2 level cannot read this help:")
