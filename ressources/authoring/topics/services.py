"""From a topic of the forum to a sheet, with credits to the authors of its messages."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from forums.messages.files.models import PostFile
from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row
from ressources.authoring.topics import notices
from ressources.authoring.topics.models import TopicOrigin
from ressources.authoring.topics.permissions import is_ripe
from ressources.authoring.topics.queries import has_sheet
from ressources.authoring.topics.topic_draft import draft_of_topic
from ressources.files.services.attachments import attach
from ressources.files.services.pictures import add_picture
from ressources.sheets.enums import ContributionSource
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_draft

REST = "Messages du sujet, suite.txt"
TOO_EARLY = "Ce sujet attend encore une réponse\u00a0: une fiche se fait de ce qui a été trouvé."
MADE_ALREADY = "Une fiche vient d’être faite de ce sujet. Ouvrez-le pour la voir."


@transaction.atomic
def draft_from_topic(
    *,
    topic: Topic,
    posts: Sequence[Post],
    by: Member,
    epm: EPM,
    title: str,
    files: Sequence[PostFile] = (),
    another: bool = False,
) -> WorkshopPage:
    """Create a draft of `by` from these `posts`, in order; their authors, and those of `files`, are credited and
    notified. The files themselves come after (`take_files`).

    Texts that do not fit in the sheet are joined as a text file. Raises `ValidationError` for a topic that nobody has
    answered, or of which a sheet was made, unless `another` is wanted.
    """
    topic = lock_row(Topic.objects.with_place(), topic.pk)
    if not is_ripe(topic):
        raise ValidationError(TOO_EARLY)
    content, left_over = draft_of_topic(topic, posts, title=title)
    page = create_draft(by=by, epm=epm, data=content)
    _, is_new = TopicOrigin.objects.get_or_create(sheet=page, defaults={"topic": topic})
    if not is_new:
        # The same button pressed twice.
        return page
    if not another and has_sheet(topic, but=page):
        raise ValidationError(MADE_ALREADY)
    if left_over:
        attach(sheet=page, by=by, file=ContentFile("\n\n".join(left_over).encode(), name=REST))
    sources = [*posts, *(file.post for file in files)]
    members = {post.author_id for post in sources if post.author_id} - {by.pk}
    Contribution.objects.bulk_create(
        [Contribution(sheet=page, member_id=key, source=ContributionSource.TOPIC) for key in sorted(members)]
    )
    notices.notify_quoted(page, topic=topic, members=members, by=by)
    return page


def take_files(*, sheet: Sheet, files: Sequence[PostFile], by: Member) -> list[str]:
    """Copy files of messages to a sheet, pictures with their description and their author; return what was refused.

    Not in one transaction: each is drawn again or scanned while nobody waits for the library.
    """
    refusals = []
    for file in files:
        try:
            with file.file.open() as content:
                _take_file(file, content, sheet=sheet, by=by)
        except (ValidationError, FileNotFoundError) as refusal:
            reason = " ".join(getattr(refusal, "messages", ["il n’est plus là."]))
            refusals.append(f"Le fichier «\u00a0{file.name}\u00a0» n’est pas repris\u00a0: {reason}")
    return refusals


def _take_file(file: PostFile, content, *, sheet: Sheet, by: Member) -> None:
    if not file.is_picture:
        attach(sheet=sheet, by=by, file=content, name=file.name)
        return
    credit = "" if file.author_id in (None, by.pk) else str(file.author)
    add_picture(sheet=sheet, by=by, file=content, alternative=file.alternative, credit=credit)
