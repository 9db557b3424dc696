"""Markdown rendered as HTML: a short list of marks, no HTML of the author, no image.

Two fences, since what is shown is what others wrote: markdown-it never lets HTML through, then nh3 keeps only what
stands in `ALLOWED_TAGS`.
"""

import html
import re

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from reseau.texts.markdown.parser import GOOD_ADDRESS, parser

ALLOWED_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"}


# « ![alternative](image:12) » : a picture kept with the text, by its key. Its words stand in the HTML, which whoever
# knows the pictures replaces (`forums.messages.posts.shown_texts`); typed as they are, they show no more.
KEPT_PICTURE = re.compile(r"image:(\d{1,18})")
KEPT_PICTURE_WORDS = re.compile(r"\[Image (?P<key>\d{1,18})(?: – (?P<words>[^\[\]<>]*))?\]")


def to_html(text: str) -> str:
    """Return safe HTML; hostile or broken input becomes plain text, never an error."""
    return _cleaner.clean(parser.render(text))


def line_to_html(text: str) -> str:
    """Return a line of a list as safe HTML, with its bold words and its links, without a paragraph around it."""
    return _cleaner.clean(parser.renderInline(text))


def to_text(text: str) -> str:
    """Return the text on one line, without any mark: for the index, summaries and notices. Of a picture kept with the
    text, its description.
    """
    words = html.unescape(_stripper.clean(parser.render(text)))
    return " ".join(KEPT_PICTURE_WORDS.sub(lambda picture: picture["words"] or "", words).split())


def _image_as_link(self: RendererHTML, tokens: list[Token], index: int, *_) -> str:
    """Replace images by links, since an image would be requested from another site."""
    address, words = str(tokens[index].attrs["src"]), tokens[index].content
    if kept := KEPT_PICTURE.fullmatch(address):
        plain = re.sub(r"[\s\[\]<>]+", " ", words).strip()
        return html.escape(f"[Image {kept[1]} – {plain}]" if plain else f"[Image {kept[1]}]")
    return f'<a href="{html.escape(str(address))}">{html.escape(words or str(address))}</a>'


def _keep_good_address(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or GOOD_ADDRESS.match(value) else None


_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    # "*" is needed because nh3 would allow `title` and `lang` everywhere.
    attributes={"a": {"href"}, "*": set()},
    attribute_filter=_keep_good_address,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
)
_stripper = nh3.Cleaner(tags=set())
parser.add_render_rule("image", _image_as_link)
