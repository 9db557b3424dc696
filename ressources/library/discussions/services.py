"""Discuss a sheet: the first message opens its topic, the next ones answer there; the title follows the sheet."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices import services as notices
from alertes.choices.subscriptions.services import follow
from forums.enums import ForumKind, TopicKind
from forums.messages.files.models import PostFile
from forums.messages.first_links.services import FirstLinkError
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.markdown.mail_text import to_mail_text
from ressources.declarations.events import SHEET_FEEDBACK
from ressources.library.discussions.models import SheetDiscussion
from ressources.library.discussions.permissions import may_discuss
from ressources.sheets.models.sheet import Sheet

FORUM_SLUG = "autour-des-fiches"
FORUM_WORDS = {
    "kind": ForumKind.THEME,
    "title": "Autour des fiches",
    "description": "Ce que l’on dit des fiches d’atelier\u00a0: un essai, une variante, une question à leurs auteurs.",
    "order": 90,
}
WITHOUT_LINK = (
    "Ouvrez cette discussion sans lien vers un autre site\u00a0: c’est l’un de vos premiers messages. Donnez le lien "
    "dans une réponse ensuite, quelqu’un la relira avant de la publier."
)
TITLE_LENGTH = Topic._meta.get_field("title").max_length


def ensure_forum_of_sheets() -> Forum:
    """Create the forum where sheets are discussed, if it is missing; its words may have been changed since."""
    return Forum.objects.get_or_create(slug=FORUM_SLUG, defaults=FORUM_WORDS)[0]


@transaction.atomic
def discuss(
    *,
    sheet: Sheet,
    by: Member,
    body: str,
    files: Sequence[PostFile] = (),
    at: datetime | None = None,
    notify: bool = True,
) -> Post:
    """Write about a sheet: open its topic, or answer there if somebody opened it meanwhile.

    The authors follow the topic from then on, unless they leave it. Raises `ValidationError` if `by` may not discuss
    the sheet.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    discussion = SheetDiscussion.objects.filter(sheet=sheet).select_related("topic__forum").first()
    if discussion:
        return answer(topic=discussion.topic, author=by, body=body, files=files, at=at, notify=notify)
    if not may_discuss(by, sheet):
        raise ValidationError("Cette fiche n’est plus à jour\u00a0: on n’en ouvre plus la discussion.", code="obsolete")
    topic = _opened(
        forum=ensure_forum_of_sheets(),
        author=by,
        kind=TopicKind.DISCUSSION,
        title=_title_of(sheet),
        body=body,
        files=files,
        at=at,
        notify=notify,
    )
    SheetDiscussion.objects.create(sheet=sheet, topic=topic)
    for author in sheet.authors_here:
        follow(member=author, subject=f"topic:{topic.pk}", is_implied=True, at=at)
    post = topic.posts.get()
    if notify:
        _notify_authors(sheet, post)
    return post


@transaction.atomic
def follow_title(*, sheet: Sheet) -> None:
    """Give the topic of a sheet, which was just published, the title that the sheet has now."""
    topic = Topic.objects.select_for_update().filter(sheet_discussion__sheet=sheet).first()
    if topic and topic.title != _title_of(sheet):
        topic.title = _title_of(sheet)
        topic.save(update_fields=["title"])


def _opened(**terms) -> Topic:
    """Open the topic of a sheet. A first message that somebody has to read first would have no sheet to go to."""
    try:
        return open_topic(**terms)
    except FirstLinkError as refusal:
        raise ValidationError(WITHOUT_LINK, code="first_link") from refusal


def _title_of(sheet: Sheet) -> str:
    return Truncator(sheet.title).chars(TITLE_LENGTH)


def _notify_authors(sheet: Sheet, post: Post) -> None:
    """Tell the authors that the discussion of their sheet begins; its followers hear of the next messages."""
    topic = post.topic
    notices.notify(
        members=sheet.authors_here,
        key=f"sheet:{sheet.pk}:discussion:{topic.pk}",
        text=f"{post.author} ouvre la discussion de votre fiche «\u00a0{sheet.title}\u00a0»",
        url=post.get_absolute_url(),
        page=topic.get_absolute_url(),
        details=to_mail_text(post.body),
        answers=f"topic:{topic.pk}",
        exclude=post.author,
        kind=SHEET_FEEDBACK,
        fact=fact_about("post", post.pk),
    )
