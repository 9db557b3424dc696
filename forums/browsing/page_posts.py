"""The posts of a page of a topic, and what they show, which is read only for those that no memory holds (ADR 87)."""

from collections.abc import Sequence
from functools import partial

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property

from forums.messages.posts.models import Post
from forums.messages.posts.shown_texts import show_texts
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


def load_what_posts_show(posts: Sequence[Post]) -> None:
    """Load the files of the posts, and the live positions of their authors. Two queries."""
    prefetch_related_objects(posts, "files")
    Position.load_live(post.author for post in posts if post.author)


class PagePosts:
    """Sets on each post: `loaded`, which returns it with its files, its text and the positions of its author, read for
    the whole page at once; `is_mine`; `is_same_for_all`: whether readers with the same rights and thanks read the same.

    A link may lead to what only some may read. What is hidden or taken back shows more to its author, for a time.
    """

    def __init__(self, posts: Sequence[Post], reader: Member) -> None:
        self.posts, self.reader = posts, reader
        for post in posts:
            post.loaded, post.is_mine = partial(self._load, post), post.author_id == reader.pk
            post.is_same_for_all = not (post.hidden or post.withdrawn or "<a " in post.html)

    def _load(self, post: Post) -> Post:
        _ = self._are_loaded
        return post

    @cached_property
    def _are_loaded(self) -> bool:
        load_what_posts_show(self.posts)
        show_texts(self.posts, self.reader)
        return True
