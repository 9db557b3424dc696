"""Mails that come in: published once, in the right place and name; the others refused politely, or ignored."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alertes.channels.mails.headers import OWN_HEADER
from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.reply_addresses import MARKER, place_of, reply_address
from alertes.channels.mails.sending import send_waiting
from alertes.channels.notices.models import Notice
from alertes.channels.replies import body_parser, services
from alertes.channels.replies.enums import Automatic, IncomingState
from alertes.channels.replies.models import REFUSED_KEPT, IncomingMail
from alertes.channels.replies.services import forget_old_incoming_mails, receive, treat_waiting
from alertes.enums import MailState
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer
from tests.alertes.channels.replies.incoming import mail_to
from tests.clock import freeze_time
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db

ADDRESS = "reponse@extranet.example"


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.REPLY_ADDRESS = ADDRESS
    settings.ORIGIN = "https://extranet.example"


@pytest.fixture
def topic(animator, epm):
    return TopicFactory(forum=ForumFactory(slug="reseau"), author=animator, title="Une prise ?")


@pytest.fixture
def address(topic, colleague):
    return reply_address(kind="topic", key=topic.pk, member=colleague.pk)


def planned() -> list[tuple]:
    return list(Mail.objects.order_by("pk").values_list("member", "outsider", "subject"))


def test_reply_becomes_a_post_of_the_recipient_whoever_sends_it(topic, address, colleague, animator):
    incoming = receive(raw=mail_to(address, "Oui, avec *une rallonge*."))

    post = topic.posts.last()
    assert (post.author, post.body) == (colleague, "Oui, avec *une rallonge*.")
    assert (incoming.state, incoming.member, incoming.about) == (
        IncomingState.PUBLISHED,
        colleague,
        f"topic:{topic.pk}",
    )
    assert (incoming.url, bytes(incoming.raw)) == (post.get_absolute_url(), b"")
    assert Notice.objects.filter(member=animator).count() == 1


def test_mail_of_an_answer_can_be_answered_in_turn(topic, animator, colleague):
    """The whole round: an answer is mailed, its mail answered, and the answer stands in the topic."""
    answer(topic=topic, author=colleague, body="Il y en a une au fond.")
    mail = Mail.objects.get(member=animator)
    message = compose(mail)

    assert message.body.startswith(f"{MARKER}\n\nBonjour")
    assert "Il y en a une au fond." in message.body
    assert "Ne répondez pas" not in message.body
    (address,) = message.reply_to
    receive(raw=mail_to(address, "Merci !"))
    assert [(post.author, post.body) for post in topic.posts.all()][-1] == (animator, "Merci !")


def test_mail_says_not_to_answer_when_nothing_reads_answers(topic, animator, colleague, settings):
    settings.REPLY_ADDRESS = ""
    answer(topic=topic, author=colleague, body="Il y en a une au fond.")
    message = compose(Mail.objects.get(member=animator))

    assert (message.reply_to, MARKER in message.body, "Ne répondez pas" in message.body) == ([], False, True)


def test_mail_brought_twice_is_published_once(topic, address):
    raw = mail_to(address)
    assert receive(raw=raw) is not None
    assert receive(raw=raw) is None
    assert topic.posts.count() == 2


def test_mail_without_message_id_is_known_by_its_text(topic, address):
    raw = mail_to(address, message_id="")
    receive(raw=raw), receive(raw=raw)
    assert topic.posts.count() == 2


def test_worker_killed_in_the_middle_leaves_the_mail_to_the_next(topic, address, monkeypatch):
    """The process dies after the post is written, before the mail is settled."""

    def die(*_, **__):
        raise SystemExit(1)

    with monkeypatch.context() as patch:
        patch.setattr(IncomingMail, "settle", die)
        with pytest.raises(SystemExit):
            receive(raw=mail_to(address))
    assert (IncomingMail.objects.get().state, topic.posts.count()) == (IncomingState.WAITING, 1)
    assert (treat_waiting(), treat_waiting()) == (1, 0)
    assert (IncomingMail.objects.get().state, topic.posts.count()) == (IncomingState.PUBLISHED, 2)


@pytest.mark.parametrize("change", ["member", "topic", "signature", "domain", "nothing"])
def test_forged_address_is_refused_and_told_politely(topic, address, animator, change):
    local, _, domain = address.partition("@")
    colleague_pk, topic_pk = (address.split("-")[index] for index in (2, 1))
    forged = {
        "member": address.replace(f"-{colleague_pk}-", f"-{animator.pk}-"),
        "topic": address.replace(f"topic-{topic_pk}-", f"topic-{topic.pk + 1}-"),
        "signature": f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}",
        "domain": address.replace("extranet.example", "ailleurs.example"),
        "nothing": ADDRESS,
    }[change]
    assert place_of(forged) is None
    incoming = receive(raw=mail_to(forged))

    assert (incoming.state, topic.posts.count()) == (IncomingState.REFUSED, 1)
    assert planned() == [(None, "jeanne@ailleurs.example", "Votre courriel n’est arrivé à personne")]


def test_address_in_capitals_is_the_same(topic, address):
    receive(raw=mail_to(address.upper()))
    assert topic.posts.count() == 2


@pytest.mark.parametrize("header", ["delivered_to", "x_original_to", "cc"])
def test_address_is_found_where_servers_and_people_leave_it(topic, address, header):
    receive(raw=mail_to(ADDRESS, **{header: address}))
    assert topic.posts.count() == 2


def test_former_key_of_the_site_is_still_read(topic, address, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nouvelle-cle-du-site", [settings.SECRET_KEY]
    receive(raw=mail_to(address))
    assert topic.posts.count() == 2


def test_unknown_sender_is_told_once_a_day(db):
    for _ in range(3):
        receive(raw=mail_to(ADDRESS))
    assert len(planned()) == 1
    with freeze_time(timezone.now() + timedelta(days=1, minutes=1)):
        receive(raw=mail_to(ADDRESS))
    assert len(planned()) == 2


def test_site_is_not_made_to_write_to_many(db, monkeypatch):
    monkeypatch.setattr(services, "MOST_UNKNOWN_A_DAY", 2)
    for number in range(4):
        receive(raw=mail_to(ADDRESS, **{"from": f"inconnu{number}@ailleurs.example"}))
    assert [outsider for _, outsider, _ in planned()] == ["inconnu0@ailleurs.example", "inconnu1@ailleurs.example"]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({OWN_HEADER.lower().replace("-", "_"): "<x@extranet.example>"}, Automatic.LOOP),
        ({"return_path": "<>"}, Automatic.BOUNCE),
        ({"auto_submitted": "auto-replied (vacation)"}, Automatic.ABSENCE),
        ({"x_autoreply": "yes"}, Automatic.ABSENCE),
        ({"list_id": "<anciens.example>"}, Automatic.LIST),
        ({"precedence": "Bulk"}, Automatic.LIST),
    ],
)
def test_machine_is_neither_published_nor_answered(topic, address, headers, kind):
    incoming = receive(raw=mail_to(address, **headers))

    assert (incoming.state, incoming.problem, topic.posts.count()) == (IncomingState.IGNORED, kind.label, 1)
    assert planned() == []


def test_report_of_a_failed_delivery_is_ignored(topic, address):
    raw = mail_to(address, content_type="").replace(
        b"Content-Type: text/plain", b"Content-Type: multipart/report; report-type=delivery-status; boundary=x", 1
    )
    assert receive(raw=raw).problem == Automatic.BOUNCE.label


def test_member_who_lost_access_is_told_and_keeps_their_words(figeac, animator, stranger):
    topic = TopicFactory(forum=ForumFactory(slug="figeac", territory=figeac), author=animator)
    address = reply_address(kind="topic", key=topic.pk, member=stranger.pk)
    receive(raw=mail_to(address, "Mes mots."))

    (mail,) = Mail.objects.filter(member=stranger)
    assert mail.subject == "Votre réponse n’a pas été publiée"
    assert "vous n’y avez plus accès" in mail.text
    assert mail.text.endswith("Voici ce que vous aviez écrit\u00a0:\n\nMes mots.")
    assert send_waiting() == 0  # its minute has not come
    Mail.objects.update(due=timezone.now())
    assert send_waiting() == 1
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_person_who_left_the_network_is_unknown(topic, address, colleague):
    colleague.positions.update(end=timezone.localdate() - timedelta(days=1))
    assert receive(raw=mail_to(address)).state == IncomingState.REFUSED
    assert topic.posts.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> Une prise ?\n", "Nous n’avons rien trouvé d’écrit par vous"),
        ("a" * 20_001, "20\u00a0001 caractères"),
    ],
)
def test_what_the_page_would_refuse_is_refused_with_its_words(topic, address, text, said):
    incoming = receive(raw=mail_to(address, text))

    assert (incoming.state, topic.posts.count()) == (IncomingState.REFUSED, 1)
    assert said in incoming.problem
    assert said in Mail.objects.get(key=f"incoming:{incoming.pk}:refused").text


def test_mail_of_twenty_megabytes_is_refused_by_its_size(topic, address, monkeypatch):
    raw = mail_to(address, files=[("gros.pdf", b"x" * 200)]) + b"x" * 20_000_000
    incoming = receive(raw=raw)

    assert (incoming.state, incoming.problem, topic.posts.count()) == (IncomingState.REFUSED, services.TOO_BIG, 1)
    assert len(bytes(incoming.raw)) < 2_000


def test_many_files_are_refused(topic, address):
    incoming = receive(raw=mail_to(address, files=[(f"{number}.pdf", b"%PDF") for number in range(6)]))
    assert (incoming.problem, topic.posts.count()) == (services.TOO_MANY_FILES, 1)


def test_machine_that_escapes_other_guards_is_stopped(topic, address, monkeypatch):
    monkeypatch.setattr(services, "MOST_AN_HOUR", 3)
    for number in range(5):
        receive(raw=mail_to(address, f"Réponse {number}"))
    assert Post.objects.filter(topic=topic).count() == 4
    assert IncomingMail.objects.filter(problem=services.TOO_MANY).count() == 2


def test_mail_that_cannot_be_read_stops_no_other(topic, address, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(body_parser, "reply_text", lambda message: 1 / 0)
        assert receive(raw=mail_to(address)).problem == services.UNREADABLE
    receive(raw=mail_to(address))
    assert topic.posts.count() == 2


def test_bytes_that_are_no_mail_are_refused(db):
    for raw in (b"", b"\x00\xff" * 50, b"\r\n\r\nbonjour"):
        assert receive(raw=raw).state == IncomingState.REFUSED
    assert planned() == []


def test_refused_mail_is_kept_for_a_month_then_its_trace_alone(topic, address):
    incoming = receive(raw=mail_to(address, "> Une prise ?\n"))
    assert bytes(incoming.raw)
    with freeze_time(incoming.received + REFUSED_KEPT):
        assert forget_old_incoming_mails() == 0
    with freeze_time(incoming.received + REFUSED_KEPT + timedelta(seconds=1)):
        assert forget_old_incoming_mails() == 1
    incoming.refresh_from_db()
    assert bytes(incoming.raw) == b""
    with freeze_time(incoming.received + timedelta(days=366)):
        assert forget_old_incoming_mails() == 1


def test_mail_that_is_kept_holds_no_address_that_works(topic, address):
    incoming = receive(raw=mail_to(address.upper(), f"> Une prise ?\n> {address}\n"))
    incoming.refresh_from_db()
    assert incoming.state == IncomingState.REFUSED
    assert bytes(incoming.raw).count(f"topic-{topic.pk}-".encode()) == 1
    assert address.rpartition("-")[2].partition("@")[0].encode() not in bytes(incoming.raw).lower()


def test_longest_address_fits_in_a_local_part():
    """RFC 5321, 4.5.3.1.1: 64 octets."""
    address = reply_address(kind="topic", key=9_999_999_999, member=9_999_999_999)
    assert len(address.partition("@")[0]) <= 64
    assert place_of(address).key == 9_999_999_999


def test_member_without_forum_is_not_found(address):
    other = MemberFactory()
    assert receive(raw=mail_to(reply_address(kind="topic", key=1, member=other.pk))).state == IncomingState.REFUSED
