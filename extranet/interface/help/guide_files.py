"""The users' guide as its files tell it: sections, articles, and the pages of the site that each article is about.

`content/contents.toml` is the table of contents; `content/articles/<slug>.md` an article: its title, one line that
says what it brings, then its parts.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

CONTENT = Path(__file__).parent / "content"
ARTICLES = CONTENT / "articles"
PART = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
MARKS = re.compile(r"[`*#]")

_parser = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """What stands under a heading of an article; the first part may have no `title`."""

    title: str
    html: SafeString

    @property
    def anchor(self) -> str:
        return f"aide-{slugify(self.title)}"


@dataclass(frozen=True, slots=True)
class Article:
    """An answer to one task. `lead` says what it brings; `pages`: names of the addresses whose « ? » opens it."""

    slug: str
    title: str
    lead: str
    source: str
    pages: tuple[str, ...]

    def get_absolute_url(self) -> str:
        return reverse("help_article", args=[self.slug])

    @property
    def parts(self) -> list[ArticlePart]:
        titles = ["", *PART.findall(self.source)]
        texts = PART.split(self.source)[::2]
        rows = zip(titles, texts, strict=True)
        return [
            ArticlePart(title, mark_safe(_parser.render(text)))  # noqa: S308 - our own files, and no HTML in them
            for title, text in rows
            if text.strip()
        ]

    @property
    def text(self) -> str:
        """The words of the article without any mark, for the search."""
        return MARKS.sub("", self.source).strip()


@dataclass(frozen=True, slots=True)
class GuideSection:
    """Articles for one kind of task; `concerns`: the kinds of readers whom it comes first for (`Reader`)."""

    title: str
    lead: str
    icon: str
    hue: str
    concerns: tuple[str, ...]
    articles: tuple[Article, ...]


@cache
def read_contents() -> tuple[dict, ...]:
    """Return the table of contents as it is written, without opening the articles."""
    return tuple(tomllib.loads((CONTENT / "contents.toml").read_text(encoding="utf-8"))["section"])


@cache
def read_guide() -> tuple[GuideSection, ...]:
    """Return the whole guide, in its order."""
    return tuple(
        GuideSection(
            title=section["title"],
            lead=section["lead"],
            icon=section["icon"],
            hue=section["hue"],
            concerns=tuple(section["concerns"]),
            articles=tuple(read_article(slug, tuple(pages)) for slug, pages in section["articles"].items()),
        )
        for section in read_contents()
    )


def read_article(slug: str, pages: tuple[str, ...]) -> Article:
    title, lead, source = (ARTICLES / f"{slug}.md").read_text(encoding="utf-8").split("\n\n", 2)
    return Article(slug=slug, title=title.removeprefix("# "), lead=" ".join(lead.split()), source=source, pages=pages)


@cache
def find_section(slug: str) -> GuideSection | None:
    """Return the section of an article, or None if the guide has no such article."""
    return next((section for section in read_guide() if slug in {article.slug for article in section.articles}), None)


@cache
def slug_for_page(name: str, reader: str) -> str:
    """Return the article that the « ? » of a page opens for a kind of reader, empty when no article is about it.

    `name` is the full name of its address, such as « b2i:grid ».
    """
    slugs = {page: slug for section in read_contents() for slug, pages in section["articles"].items() for page in pages}
    return slugs.get(f"{reader}|{name}") or slugs.get(name, "")
