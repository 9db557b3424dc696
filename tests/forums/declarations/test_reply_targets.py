"""Files that come with a reply by mail: kept with the post as if they were joined on the site, or named."""

import pytest

from alertes.channels.replies.registry import ReplyFile
from forums.declarations.reply_targets import TopicReplies
from forums.messages.posts.models import Post
from tests.reseau.documents.files.pictures import telephone_photo

pytestmark = pytest.mark.django_db


def test_photo_of_a_reply_is_shown_without_its_place_and_a_program_is_named(topic, colleague):
    files = [
        ReplyFile("IMG_1.jpg", "image/jpeg", telephone_photo()),
        ReplyFile("a.pdf", "application/pdf", b"MZ\x90\x00" + b"\0" * 200),
    ]

    TopicReplies().publish(key=topic.pk, member=colleague, text="Voici.", files=files)

    post = Post.objects.get(author=colleague)
    assert post.body == "Voici.\n\n*(Pièces jointes au courriel, non reprises\u00a0: a.pdf.)*"
    with post.files.get().file.open() as photo:
        assert b"Colette" not in photo.read()
