"""Erase a message for good, because it tells something personal: its text, its earlier texts, its files, what others
quoted of it, what mails and notices kept of it. A trace says who did it, when and why, not what it said.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from alertes.channels.notices import services as notices
from audit.enums import Act
from audit.services import note_act
from forums.messages.corrections.models import EarlierText
from forums.messages.corrections.services import update_status
from forums.messages.drafts.models import MessageDraft
from forums.messages.files.services import erase_files
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import forget_held
from forums.messages.mentions import mention_key
from forums.messages.posts.models import Post
from forums.messages.posts.notices import event_keys, notice_key
from forums.messages.posts.quotation import without_quotes_of
from forums.messages.solutions.services import unmark
from forums.moderation.enums import ActionKind, ReportOutcome
from forums.moderation.models import ModerationAction
from forums.moderation.notices import notify_author
from forums.moderation.services.hiding import forget_in_search
from forums.moderation.services.reports import locked_post, settle_open
from forums.threads.polls.services import erase_poll
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.markdown.html import to_html
from reseau.web.queries.row_locks import lock_row

ERASED = "Le message est effacé pour de bon."
AGAIN = "Effacé de nouveau après une restauration du site."


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What will go with a message."""

    earlier_texts: int
    files: int
    quoting: int
    is_question: bool

    @property
    def in_words(self) -> str:
        """« 1 fichier, 2 textes d’avant correction, 3 citations »."""
        parts = (
            (self.files, "fichier", ""),
            (self.earlier_texts, "texte", " d’avant correction"),
            (self.quoting, "citation", " dans d’autres messages"),
        )
        return ", ".join(f"{count}\u00a0{noun}{'s' if count > 1 else ''}{rest}" for count, noun, rest in parts)


def preview_erasure(*, post: Post) -> ErasurePreview:
    """Count what goes with a message. Four queries."""
    quoting = quoting_posts(post=post).count()
    return ErasurePreview(post.earlier_texts.count(), post.files.count(), quoting, post.is_question)


def quoting_posts(*, post: Post) -> QuerySet[Post]:
    """Return the other messages that quote `post`, today or before a correction, wherever it stood then."""
    mark = _quotation_mark(post)
    return Post.objects.filter(Q(body__contains=mark) | Q(earlier_texts__body__contains=mark)).distinct()


@transaction.atomic
def erase(*, post: Post, by: Member, reason: str, words: str = "") -> ModerationAction:
    """Erase a message for good. Open reports are settled, its author gets `words`, which are not kept."""
    post = locked_post(post=post, by=by)
    if post.erased:
        raise ValidationError("Ce message est déjà effacé.", code="erased")
    topic, url = post.topic, post.get_absolute_url()
    forget_message(post=post)
    settle_open(post=post, outcome=ReportOutcome.ACTED, answer=ERASED)
    _forget_words(post)
    action = ModerationAction.objects.create(
        kind=ActionKind.ERASE, by=by, forum=topic.forum, topic=topic, post=post, member=post.author, reason=reason
    )
    action.words = words
    note_act(act=Act.MESSAGE_ERASED, row=post.pk, by=by.pk)
    notify_author(action=action, text=f"La modération a effacé votre message dans «\u00a0{topic.title}\u00a0»", url=url)
    forget_in_search()
    return action


@transaction.atomic
def erase_again(*, post: Post, by: Member | None) -> None:
    """Erase a message of a restored copy, of which only the act of erasing it is left. Nobody is told a second time."""
    topic = lock_row(Topic.objects.with_place(), post.topic_id)
    post.topic = topic
    forget_message(post=post)
    _forget_words(post)
    ModerationAction.objects.create(
        kind=ActionKind.ERASE, by=by, forum=topic.forum, topic=topic, post=post, member=post.author, reason=AGAIN
    )


def forget_message(*, post: Post) -> None:
    """Empty a message, whose topic is locked, and all that kept something of it."""
    topic = post.topic
    if topic.solution_id == post.pk:
        unmark(topic=topic)
        topic.refresh_from_db(fields=["solution", "status"])
    _forget_quotations(post)
    notices.erase_notices_about(about=notice_key(post=post))
    for key in (*event_keys(post=post), mention_key(post=post)):
        notices.erase_notices_of_event(key=key, link=_quotation_mark(post))
    erase_files(files=post.files.all())
    post.earlier_texts.all().delete()
    forget_held(rows=HeldMessage.objects.filter(post=post), forum=topic.forum)
    if post.is_question:
        erase_poll(topic=topic)
    post.body = post.html = ""
    post.withdrawn = post.erased = timezone.now()
    post.hidden = None
    post.save(update_fields=["body", "html", "withdrawn", "erased", "hidden"])
    update_status(topic=topic)


def _forget_words(post: Post) -> None:
    """Empty what people wrote about the message, which may quote it."""
    post.reports.update(words="", answer=ERASED)
    post.moderation_actions.update(words="")


def _quotation_mark(post: Post) -> str:
    """Return the end of the address by which a quotation leads to the message, in whatever topic it stood."""
    return f"/message/{post.pk}/)"


def _forget_quotations(post: Post) -> None:
    """Take out of messages, of their earlier texts and of drafts what they quote of `post`."""
    mark = _quotation_mark(post)
    for quoting in Post.objects.filter(body__contains=mark).select_for_update(of=("self",)):
        quoting.body = without_quotes_of(quoting.body, post.pk)
        quoting.html = to_html(quoting.body)
        quoting.save(update_fields=["body", "html"])
    for model in (EarlierText, MessageDraft, HeldMessage):
        for kept in model.objects.filter(body__contains=mark):
            kept.body = without_quotes_of(kept.body, post.pk)
            kept.save(update_fields=["body"])
