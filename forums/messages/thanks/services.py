"""Thank for a message, take it back; its author reads of all of a day in one notice."""

from django.core.exceptions import ValidationError
from django.db import transaction

from alertes.channels.notices import services as notices
from forums.messages.permissions import may_thank
from forums.messages.posts.models import Post
from forums.messages.thanks.models import PostThanks
from reseau.people.members.models.member import Member


@transaction.atomic
def thank(*, post: Post, by: Member) -> None:
    """Note the thanks of `by`; the same again changes nothing. Raises `ValidationError` for one's own message."""
    if not may_thank(by, post):
        raise ValidationError("On ne se remercie pas soi-même.", code="own")
    _, is_new = PostThanks.objects.get_or_create(post=post, member=by)
    if is_new and post.topic.forum.readers().filter(pk=post.author_id).exists():
        notices.merge_into_daily_notice(
            member=post.author, about=_about(post), text=_words(post), url=post.get_absolute_url()
        )


@transaction.atomic
def take_back(*, post: Post, by: Member) -> None:
    """Take the thanks back; the author's notice says one less, and goes with the last."""
    PostThanks.objects.filter(post=post, member=by).delete()
    if post.author:
        notices.correct_daily_notices(member=post.author, about=_about(post), text=_words(post))


def _about(post: Post) -> str:
    return f"post:{post.pk}:thanks"


def _words(post: Post) -> str:
    """« Camille vous remercie… », « 3 personnes vous remercient… », or nothing if nobody does."""
    thanks = list(post.thanks.select_related("member"))
    if not thanks:
        return ""
    who = f"{thanks[0].member} vous remercie" if len(thanks) == 1 else f"{len(thanks)} personnes vous remercient"
    return f"{who} pour votre message dans «\u00a0{post.topic.title}\u00a0»"
