"""What a person wrote, whatever their mail software adds."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from alertes.channels.mails.reply_addresses import MARKER
from alertes.channels.replies import reply_text as replies
from tests.alertes.channels.replies.incoming import mail_to
from tests.alertes.channels.replies.written_by_clients import ANSWER, HTML, PLAIN, ClientMail

WRITTEN = ANSWER.replace("\u00a0", " ")


def reply_text(message: EmailMessage) -> str:
    return replies.reply_text(message, marker=MARKER)


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


@pytest.mark.parametrize("mail", [*PLAIN, *HTML], ids=lambda mail: mail.client)
def test_only_what_is_new_is_kept(mail: ClientMail):
    assert reply_text(parsed(mail_to("a@b.example", mail.body, subtype=mail.subtype))) == WRITTEN


def test_text_part_is_preferred_to_html():
    message = EmailMessage(policy=policy.SMTP)
    message.set_content("Le texte")
    message.add_alternative("<p>La page</p>", subtype="html")
    assert reply_text(parsed(message.as_bytes())) == "Le texte"


def test_answers_between_the_quoted_lines_are_kept_in_order():
    body = "Le 03/03/2026 à 10:12, Extranet a écrit :\n> Une prise ?\nOui.\n> Laquelle ?\nCelle du fond.\n"
    assert reply_text(parsed(mail_to("a@b.example", body))) == "Oui.\nCelle du fond."


@pytest.mark.parametrize("body", ["", "\n\n", "> Une prise ?\n", "-- \nJeanne"])
def test_mail_without_a_new_word_is_empty(body):
    assert reply_text(parsed(mail_to("a@b.example", body))) == ""


def test_sentence_that_looks_like_an_attribution_stays():
    text = "Le manuel de la mairie a écrit :\nbranchez.\nMais il se trompe."
    assert reply_text(parsed(mail_to("a@b.example", text))) == text


def test_unknown_charset_is_read_as_well_as_can_be():
    head = b"Content-Type: text/plain; charset=x-inconnu\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    raw = head + "déjà fait\r\n".encode()
    assert reply_text(parsed(raw)) == "déjà fait"


def test_mail_of_pictures_alone_is_empty():
    message = EmailMessage(policy=policy.SMTP)
    message.add_attachment(b"...", maintype="image", subtype="png", filename="photo.png")
    assert reply_text(parsed(message.as_bytes())) == ""
