"""Texts that attack, through every door where a member’s words are shown: nothing active comes out of any.

What makes them safe is tried by itself in tests/reseau/texts/markdown; here, that no page, mail or feed goes round it.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from alertes.channels.digests import send_digests
from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.choices.subscriptions.services import follow
from forums.messages.corrections.services import edit_post
from forums.messages.solutions.services import mark_solved
from forums.moderation.enums import ReportReason
from forums.moderation.services.reports import report
from ressources.authoring.watch_inbox.services.drafts import keep_draft
from ressources.authoring.watch_inbox.services.sorting import keep
from search.index.services import rebuild_index
from tests.factories.alertes import LetterFactory
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.ressources import SheetFactory, StepContentFactory
from tests.factories.watch_inbox import FeedItemFactory
from tests.reseau.texts.markdown.hostile_texts import VECTORS, active_parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]

BODY = "\n\n".join(VECTORS)
TITLE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
REASON = "Propos <svg/onload=alert(1)> et javascript:alert(1)"
# The search marks words, and cuts this one.
MARK = "(1)"
DOORS = [
    "/",
    "/alertes/",
    "/forums/",
    "/forums/?vue=tous",
    "/forums/attente/",
    "/forums/moderation/",
    "/forums/reseau/",
    "/forums/reseau/?q=alert",
    "/forums/semblables/?titre=script+alert+img",
    "/recherche/?q=script+alert",
    "{topic}",
    "{topic}?citer={answer}",
    "{topic}message/{question}/historique/",
    "{topic}message/{answer}/modifier/",
    "{topic}mots-cles/",
    "{topic}regle/",
    "/forums/message/{question}/signaler/",
    "/forums/moderation/message/{answer}/",
    "/forums/moderation/message/{answer}/masquer/",
    "/forums/moderation/message/{answer}/effacer/",
    "/forums/moderation/sujet/{pk}/",
    "/forums/moderation/sujet/{pk}/titre/",
    "/forums/moderation/sujet/{pk}/partager/",
]


@pytest.fixture
def topic(site_tree, network_forum, coordinator, territorial, animator, colleague):
    """A question, its correction and its answer, reported and accepted, all made of attacks, with hostile names."""
    for member in (animator, colleague):
        member.first_name, member.last_name = "<b onclick=alert(1)>", '"><img src=x onerror=alert(1)>'
        member.save()
    follow(member=coordinator, subject=f"forum:{network_forum.pk}")
    topic = TopicFactory(forum=network_forum, author=animator, title=TITLE, body="Avant.\n\n" + BODY)
    follow(member=coordinator, subject=f"topic:{topic.pk}")
    question = topic.posts.get()
    edit_post(post=question, body=BODY)
    reply = PostFactory(topic=topic, author=colleague, body=BODY, notify=True)
    report(post=reply, by=animator, reason=ReportReason.HURTFUL, words=REASON)
    TopicFactory(forum=network_forum, author=animator, title=f"{TITLE} ?", body=BODY)
    return topic


def assert_safe(html: str, *, door: str = "", **options) -> None:
    assert MARK in html, f"{door} shows nothing of the text"
    assert active_parts(html, **options) == [], door


@pytest.mark.parametrize("door", DOORS)
def test_pages_show_words_alone(client_of, topic, coordinator, territorial, animator, colleague, door):
    question, reply = topic.posts.all()
    if "regle" not in door:
        mark_solved(post=reply, by=animator, notify=False)
    if "q=" in door or "titre=" in door:
        rebuild_index()
    address = door.format(topic=topic.get_absolute_url(), pk=topic.pk, question=question.pk, answer=reply.pk)
    readers = {"": colleague, "attente": territorial, "modifier": colleague, "regle": animator}
    reader = readers.get(address.strip("/").rpartition("/")[2], coordinator)

    page = client_of(reader).get(address)

    assert page.status_code == 200
    assert_safe(page.content.decode(), door=door)


def test_preview_shows_words_alone(client_of, topic, coordinator):
    for vector in (BODY, *VECTORS):
        page = client_of(coordinator).post("/forums/apercu-d-un-message/", {"body": vector}).content.decode()
        assert (active_parts(page), page != "") == ([], True), vector


def test_forms_that_come_back_show_words_alone(client_of, topic, coordinator):
    """A topic refused for want of a text, its preview, the plan of an announcement."""
    client, new = client_of(coordinator), "/forums/reseau/nouveau/"
    typed = {"title": TITLE, "body": BODY, "tags": "<svg/onload=alert(1)>, 'x", "kind": "announcement"}

    for changes in ({"kind": "x"}, {"apercu": "1"}, {}):
        page = client.post(new, typed | changes)
        assert page.status_code in (200, 422)
        assert_safe(page.content.decode(), door=str(changes))
    assert page.context["plan"]


def test_announcement_shows_words_alone(client_of, network_forum, coordinator, animator):
    topic = TopicFactory(forum=network_forum, author=coordinator, title=TITLE, body=BODY, kind="announcement")

    for address in (topic.get_absolute_url(), f"{topic.get_absolute_url()}envoi/"):
        assert_safe(client_of(coordinator).get(address).content.decode(), door=address)


def html_of(message) -> str:
    (alternative,) = [part for part in message.alternatives if part.mimetype == "text/html"]
    return alternative.content


def test_mails_show_words_alone(topic, coordinator, animator):
    """The answer to one’s own question, told at once; and the digest of the others, with all that was written."""
    send_digests(at=timezone.now() + timedelta(days=2))

    mails = list(Mail.objects.filter(member__in=[animator, coordinator]).order_by("pk"))
    assert {mail.member for mail in mails} == {animator, coordinator}
    for mail in mails:
        assert_safe(html_of(compose(mail)), door=f"{mail}", may_style=True)


def test_letters_show_words_alone(client_of, figeac, territorial, animator):
    letter = LetterFactory(territory=figeac, lines=VECTORS[:20], introduction=BODY[:600])
    client = client_of(territorial)

    for part in ("preparer/", "courriel/"):
        assert_safe(client.get(f"/alertes/lettres/{letter.pk}/{part}").content.decode(), door=part, may_style=True)
    earlier = letter.week - timedelta(days=7)
    sent = LetterFactory(territory=figeac, week=earlier, lines=VECTORS[20:40], introduction=BODY[:600], sent=True)
    for path in ("/alertes/lettres/", f"/alertes/lettres/{sent.pk}/"):
        assert active_parts(client_of(animator).get(path).content.decode()) == []


def test_veille_shows_words_alone(client, client_of, site_tree, epm, territorial):
    """What a feed brought, the line begun for it, the veille that is published."""
    for rank, vector in enumerate(VECTORS[:9]):
        item = FeedItemFactory(title=vector[:200], summary=BODY[600 * rank :][:600], feed__title=vector[:100])
        keep_draft(item=item, member=territorial, why=vector)
    page = keep(item=item, by=territorial, why=VECTORS[8])

    inbox, public = "/ressources/veille/a-trier/", "/ressources/veille/"
    assert_safe(client_of(territorial).get(inbox).content.decode(), door=inbox)
    for path in (public, page.get_absolute_url(), "/ressources/veille/flux/"):
        reader = client_of(territorial) if "flux" in path else client
        assert_safe(reader.get(path).content.decode(), door=path)


def test_sheets_show_words_alone(client, animator):
    steps = (StepContentFactory(title=TITLE[:80], animator=BODY),)
    sheet = SheetFactory(author=animator, data__title=TITLE, data__aim=BODY[:240], data__steps=steps, data__tips=BODY)

    assert_safe(client.get(sheet.get_absolute_url()).content.decode(), door="sheet")
