"""Who may change a post that they see, or take it back."""

from django.utils import timezone

from forums.messages.corrections.models import UNDO_TIME


def may_edit_post(user, post) -> bool:
    return post.author_id == user.pk


def may_restore_post(user, post) -> bool:
    """Its author, unless moderation erased it, for some minutes after they took it back."""
    return (
        bool(post.withdrawn)
        and not post.erased
        and post.author_id == user.pk
        and timezone.now() <= post.withdrawn + UNDO_TIME
    )
