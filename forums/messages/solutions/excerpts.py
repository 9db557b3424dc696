"""The first words of a message, where it is named and not read."""

from django.utils.text import Truncator

from forums.messages.posts.models import Post
from reseau.texts.markdown.html import to_text

WORDS = 45


def excerpt_of(post: Post) -> str:
    """Return the first words of a message, without its quotations."""
    own_lines = [line for line in post.body.splitlines() if not line.lstrip().startswith(">")]
    return Truncator(" ".join(to_text("\n".join(own_lines)).split())).words(WORDS)
