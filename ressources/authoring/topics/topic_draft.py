"""A topic of the forum laid out as a sheet: the question gives the introduction, numbered lists the steps, the rest the
tips.

It is a start: the author reads it again, gives each step its minutes, and removes the chat.
"""

from collections.abc import Iterable

from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic
from reseau.documents.extraction.blocks import NUMBERED
from reseau.documents.extraction.markdown import markdown_blocks
from ressources.sheets.composed_draft import Composition
from ressources.sheets.content import MAX_TAGS, SheetContent

STEPS_AT_LEAST = 2


def draft_of_topic(topic: Topic, posts: Iterable[Post], *, title: str) -> tuple[SheetContent, list[str]]:
    """Return the content of the draft, and the texts that did not fit."""
    composition = Composition()
    question = topic.posts.values_list("pk", flat=True).first()
    for post in posts:
        # Quotations belong to other messages.
        blocks = markdown_blocks(post.body, with_quotations=False)
        has_steps = sum(block.kind == NUMBERED for block in blocks) >= STEPS_AT_LEAST
        for block in blocks:
            if post.pk == question:
                composition.add("introduction", block.text, or_else="tips")
            elif has_steps and block.kind == NUMBERED:
                composition.add_step(block.text)
            else:
                composition.add("tips", block.text)
    tags = tuple(tag.name for tag in topic.sorted_tags)[:MAX_TAGS]
    return composition.content(title=title, tags=tags), composition.left_over
