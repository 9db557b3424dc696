"""The text of messages as their page shows it: pictures where their marks stand, links to objects as cards."""

import re
from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from forums.messages.files.models import PostFile
from forums.messages.posts.models import Post
from reseau.texts.link_cards import cards_of, lone_addresses, with_cards
from reseau.texts.markdown.html import KEPT_PICTURE_WORDS

PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)*?\[Image \d(?:(?!</p>).)*)</p>\n?", re.DOTALL)
# A line that holds nothing else than a mark leaves no empty line behind.
MARK = re.compile(rf"{KEPT_PICTURE_WORDS.pattern}(?:<br>\n?)?")
FIGURE = (
    '<p class="post-picture"><a href="{}" aria-label="Agrandir l’image\u00a0: {}">'
    '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></a></p>\n'
)


def show_texts(posts: Iterable[Post], user) -> None:
    """Fill `shown_html` of each post, as `user` may see it, and `files_below`, the files that its text does not show.

    A constant number of queries: one for each kind of object that links lead to.
    """
    posts = list(posts)
    cards = cards_of(user, [address for post in posts for address in lone_addresses(post.html)])
    for post in posts:
        html, post.files_below = place_pictures(post.html, post.files.all())
        post.shown_html = mark_safe(with_cards(html, cards))  # noqa: S308 - sanitised when it was written


def shown_text(html: str, user, files: Sequence[PostFile] = ()) -> SafeString:
    """Return the safe HTML of one text, not published yet, as its page would show it to `user`."""
    cards = cards_of(user, lone_addresses(html))
    return mark_safe(with_cards(place_pictures(html, files)[0], cards))  # noqa: S308 - sanitised by the caller


def place_pictures(html: str, files: Iterable[PostFile]) -> tuple[str, list[PostFile]]:
    """Return the HTML with each picture of `files` after the paragraph that has its mark, and the other files.

    A mark of any other picture shows the words of its author, and nothing of the picture.
    """
    files = list(files)
    pictures = {file.pk: file for file in files if file.is_picture}
    placed: set[int] = set()

    def show(paragraph: re.Match) -> str:
        figures = []

        def take(mark: re.Match) -> str:
            key = int(mark["key"])
            if key not in pictures:
                return mark[0]
            if key not in placed:
                placed.add(key)
                figures.append(_figure(pictures[key]))
            return ""

        words = MARK.sub(take, paragraph[1]).removesuffix("\n").removesuffix("<br>").strip()
        return (f"<p>{words}</p>\n" if words else "") + "".join(figures)

    if pictures:
        html = PARAGRAPH.sub(show, html)
    return html, [file for file in files if file.pk not in placed]


def _figure(picture: PostFile) -> SafeString:
    name = picture.alternative or picture.name
    return format_html(FIGURE, picture.url, name, picture.small_url, picture.alternative, picture.width, picture.height)
