"""The text and headers of a mail."""

import pytest

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.unsubscribe_links import Unsubscription, parse_token
from alertes.enums import Matter
from ressources.declarations.events import SHEET_NEWS
from tests.factories.alertes import MailFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db

BODY = """Bonjour Jeanne,

Votre fiche « Clé USB & co » est publiée.

À lire dans l’extranet\u00a0:
https://extranet.example.org/ressources/cle-usb/

--\u0020
Extranet des médiateurs numériques du Lot
Ce courriel concerne\u00a0: mes fiches. Ne répondez pas, personne ne lirait votre réponse.
Choisir mes courriels\u00a0: https://extranet.example.org/alertes/courriels/
Ne plus en recevoir de ce genre\u00a0: {stop}
"""


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.ORIGIN = "https://extranet.example.org"


@pytest.fixture
def mail(animator):
    animator.first_name = "Jeanne"
    return MailFactory(
        member=animator,
        key="sheet:1:published",
        matter=Matter.SHEETS,
        kind=SHEET_NEWS.name,
        subject="Votre fiche « Clé USB & co » est publiée.",
        text="Votre fiche « Clé USB & co » est publiée.",
        url="/ressources/cle-usb/",
    )


def stop_address(message) -> str:
    return message.extra_headers["List-Unsubscribe"].strip("<>")


def test_mail_shows_what_happened_where_to_look_and_how_to_stop(mail, settings):
    message = compose(mail)

    assert message.body == BODY.format(stop=stop_address(message))
    assert (message.to, message.from_email, message.subject) == (
        [mail.member.email],
        settings.DEFAULT_FROM_EMAIL,
        mail.subject,
    )


def test_unsubscribe_link_is_for_one_member_and_one_kind(mail):
    address = stop_address(compose(mail))

    start, end = "https://extranet.example.org/alertes/courriels/arreter/", "/"
    assert (address.startswith(start), address.endswith(end)) == (True, True)
    assert parse_token(address.removeprefix(start).removesuffix(end)) == Unsubscription(mail.member, SHEET_NEWS)


def test_headers_mark_the_mail_as_automatic(mail):
    headers = compose(mail).extra_headers

    assert (headers["Auto-Submitted"], headers["List-Unsubscribe-Post"]) == (
        "auto-generated",
        "List-Unsubscribe=One-Click",
    )


def test_message_id_depends_on_member_and_key(mail):
    other_mails = [MailFactory(member=mail.member), MailFactory(key=mail.key, member=MemberFactory())]
    message_ids = [compose(sent_mail).extra_headers["Message-ID"] for sent_mail in (mail, mail, *other_mails)]

    assert message_ids[0] == message_ids[1]
    assert len(set(message_ids)) == 3
    assert message_ids[0].endswith("@extranet.example.org>")


def test_mail_is_a_text_and_its_page_in_utf_8(mail):
    message = compose(mail).message()

    assert message.get_content_type() == "multipart/alternative"
    assert [(part.get_content_type(), part.get_content_charset()) for part in message.get_payload()] == [
        ("text/plain", "utf-8"),
        ("text/html", "utf-8"),
    ]
