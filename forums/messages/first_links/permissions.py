"""Whose links are read first, and who reads them."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from forums.messages.first_links.models import HeldMessage
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import watches_forum
from reseau.permissions import watches_any_territory


def is_newcomer(author, forum: Forum) -> bool:
    """A young account with few messages that stand, of somebody who watches over nothing. No query for an old one."""
    if author.date_joined <= timezone.now() - timedelta(days=settings.FORUM_NEW_MEMBER_DAYS):
        return False
    if watches_any_territory(author) or watches_forum(author, forum):
        return False
    return author.posts.standing().count() < settings.FORUM_NEW_MEMBER_POSTS


def may_review(user, held: HeldMessage) -> bool:
    """Those who watch over the forum, but for what they wrote themselves."""
    return held.author_id != user.pk and watches_forum(user, held.place_forum)
