"""The history of a post: each of its texts, with what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from forums.messages.corrections.models import EarlierText
from forums.messages.posts.models import Post
from reseau.texts.markdown.comparison import ComparedLine, compare_texts


@dataclass(frozen=True, slots=True)
class PostText:
    """A text of a post, and what it changed from the one before: no `lines` for the first one, and none where only the
    marks of Markdown differ. `earlier` is the row that keeps it, None for the text of today.
    """

    rank: int
    written: datetime
    body: str
    lines: Sequence[ComparedLine]
    earlier: EarlierText | None

    @property
    def is_first(self) -> bool:
        return self.rank == 1


def texts_of(post: Post, earlier_texts: Sequence[EarlierText], *, first: int, count: int) -> list[PostText]:
    """Return `count` texts from place `first`, the latest first. Only these are compared."""
    rows = [*((text.written, text.body, text) for text in earlier_texts), (post.edited, post.body, None)]
    texts = []
    for rank in range(len(rows) - first, max(len(rows) - first - count, 0), -1):
        written, body, earlier = rows[rank - 1]
        lines = () if rank == 1 else compare_texts(rows[rank - 2][1], body) or ()
        texts.append(PostText(rank, written, body, lines, earlier))
    return texts
