"""A reply by mail to a message of a topic becomes a post."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from alertes.channels.replies.registry import ReplyFile, ReplyRefusedError, ReplyTarget
from forums.messages.files.models import PostFile
from forums.messages.files.services import MAX_FILES, keep_file
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import FirstLinkError, hold
from forums.messages.posts.forms import MessageForm
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member

KIND = "topic"
FILES_LEFT = "\n\n*(Pièces jointes au courriel, non reprises\u00a0: {names}.)*"


class TopicReplies(ReplyTarget):
    kind = KIND

    def publish(self, *, key: int, member: Member, text: str, files: Sequence[ReplyFile]) -> str:
        topic = Topic.objects.visible_to(member).filter(pk=key).first()
        if topic is None:
            raise ReplyRefusedError("Ce sujet n’existe plus, ou vous n’y avez plus accès.")
        form = MessageForm({"body": text})
        if not form.is_valid():
            raise ReplyRefusedError(" ".join(form.errors["body"]))
        kept_files, names_left = _keep_files(files, member)
        body = form.cleaned_data["body"] + (FILES_LEFT.format(names=", ".join(names_left)) if names_left else "")
        try:
            return _publish(topic, member, body, kept_files).get_absolute_url()
        except ValidationError as refusal:
            raise ReplyRefusedError(" ".join(refusal.messages)) from refusal


def _publish(topic: Topic, member: Member, body: str, files: list[PostFile]) -> Post | HeldMessage:
    """Publish an answer, or hold it until somebody has read the links of a new member."""
    try:
        return answer(topic=topic, author=member, body=body, files=files)
    except FirstLinkError as first_link:
        return hold(held=first_link.held, files=first_link.files, by_mail=True)


def _keep_files(files: Sequence[ReplyFile], member: Member) -> tuple[list[PostFile], list[str]]:
    """Return the files that a message may carry, and the names of the others."""
    kept_files, names_left = [], [file.name for file in files[MAX_FILES:]]
    for file in files[:MAX_FILES]:
        try:
            kept_files.append(keep_file(file=ContentFile(file.content, name=file.name), by=member))
        except ValidationError:
            names_left.append(file.name)
    return kept_files, names_left


TARGETS = (TopicReplies(),)
