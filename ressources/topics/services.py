"""From a topic of the forum to a sheet, with credits to the authors of its messages."""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from forums.posts.models import Post
from forums.topics.models import Topic
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.enums import ContributionSource
from ressources.files.services.attachments import attach
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_draft
from ressources.topics import notices
from ressources.topics.models import TopicOrigin
from ressources.topics.topic_draft import draft_of_topic

REST = "Messages du sujet, suite.txt"


@transaction.atomic
def draft_from_topic(*, topic: Topic, posts: Sequence[Post], by: Member, epm: EPM, title: str) -> WorkshopPage:
    """Create a draft of `by` from these `posts`, in order; their authors are credited and notified.

    Texts that do not fit in the sheet are joined as a text file.
    """
    content, left_over = draft_of_topic(topic, posts, title=title)
    page = create_draft(by=by, epm=epm, data=content)
    _, is_new = TopicOrigin.objects.get_or_create(sheet=page, defaults={"topic": topic})
    if not is_new:
        # The same button pressed twice.
        return page
    if left_over:
        attach(sheet=page, by=by, file=ContentFile("\n\n".join(left_over).encode(), name=REST))
    members = {post.author_id for post in posts if post.author_id} - {by.pk}
    Contribution.objects.bulk_create(
        [Contribution(sheet=page, member_id=key, source=ContributionSource.TOPIC) for key in sorted(members)]
    )
    notices.notify_quoted(page, topic=topic, members=members, by=by)
    return page
