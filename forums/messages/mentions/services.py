"""Tell people that a message names them: once for each message, and only those who see it."""

from django.db.models import QuerySet

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices import services as notices
from forums.declarations.events import MENTIONED
from forums.messages.mentions.reading import mentioned_keys
from reseau.people.members.models.member import Member
from reseau.texts.markdown.mail_text import to_mail_text


def notify_mentioned(*, post) -> QuerySet[Member]:
    """Notify the people whom a post names, and return them. Those told before are not told again."""
    members = post.topic.forum.readers().filter(pk__in=mentioned_keys(post.body)).exclude(pk=post.author_id)
    notices.notify(
        members=members,
        key=mention_key(post=post),
        text=f"{post.author} vous nomme dans «\u00a0{post.topic.title}\u00a0»",
        url=post.get_absolute_url(),
        page=post.topic.get_absolute_url(),
        kind=MENTIONED,
        details=to_mail_text(post.body),
        answers=f"topic:{post.topic_id}",
        fact=fact_about("post", post.pk),
    )
    return members


def withdraw_mentions(*, post) -> None:
    """Take back what people were told of a post that names them."""
    notices.withdraw(key=mention_key(post=post))


def mention_key(*, post) -> str:
    """Return the key of the notices that tell people that a post names them."""
    return f"post:{post.pk}:mention"
