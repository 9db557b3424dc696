"""A reply by mail to a message of a topic becomes a post."""

from collections.abc import Sequence

from alertes.replies.registry import ReplyFile, ReplyRefusedError, ReplyTarget, register
from forums.posts.forms import MessageForm
from forums.posts.services import answer
from forums.topics.models import Topic
from reseau.members.models.member import Member

KIND = "topic"
FILES_LEFT = "\n\n*(Pièces jointes au courriel, non reprises\u00a0: {names}.)*"


@register
class TopicReplies(ReplyTarget):
    kind = KIND

    def publish(self, *, key: int, member: Member, text: str, files: Sequence[ReplyFile]) -> str:
        topic = Topic.objects.visible_to(member).filter(pk=key).first()
        if topic is None:
            raise ReplyRefusedError("Ce sujet n’existe plus, ou vous n’y avez plus accès.")
        names = ", ".join(file.name for file in files)
        form = MessageForm({"body": text + (FILES_LEFT.format(names=names) if names else "")})
        if not form.is_valid():
            raise ReplyRefusedError(" ".join(form.errors["body"]))
        post = answer(topic=topic, author=member, body=form.cleaned_data["body"])
        return post.get_absolute_url()
