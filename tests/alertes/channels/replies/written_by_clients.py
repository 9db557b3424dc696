"""Mails in the form of named mail software: what each writes above, around and below the mail that is answered.

Sources of the forms: `talon`, the test mails of mailgun/talon (standard_replies, html_replies); `crisp`, those of
crisp-oss/email-reply-parser (French clients); RFC 3676 for signatures. Forms that name no source were written from
memory: nobody compared them with a mail of that client. The words are ours.
"""
# ruff: noqa: E501 - the lines of mail software are as long as they are

from typing import NamedTuple

from alertes.channels.mails.reply_addresses import MARKER

ANSWER = "Oui, avec une rallonge.\nVoici comment\u00a0:\n\n- couper le courant\n- brancher"
# As the site sends it, in what clients quote.
QUOTED = f"{MARKER}\n\nBonjour Jeanne,\n\nClaude a répondu : il faut une prise ?"


class ClientMail(NamedTuple):
    client: str
    body: str
    subtype: str = "plain"


def quoted(text: str = QUOTED) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


PLAIN = [
    ClientMail("bare text", ANSWER),
    ClientMail("Thunderbird in French", f"{ANSWER}\n\nLe 03/03/2026 à 10:12, Extranet a écrit :\n{quoted()}\n"),
    ClientMail(
        "Thunderbird, answer below (talon: thunderbird)",
        f"Le 03/03/2026 à 10:12, Extranet a écrit :\n{quoted()}\n\n{ANSWER}\n",
    ),
    ClientMail(
        "Gmail, attribution on two lines (crisp: email_fr_multiline)",
        f"{ANSWER}\n\nLe mar. 3 mars 2026 à 10:12, Extranet des médiateurs numériques <extranet@example.org>\na écrit :\n\n{quoted()}\n",
    ),
    ClientMail(
        "Apple Mail, attribution quoted (crisp: email_french_2)",
        f"{ANSWER}\n\n> Le 3 mars 2026 à 10:12, Extranet <extranet@example.org> a écrit :\n> \n{quoted()}\n",
    ),
    ClientMail(
        "iPhone (talon: iphone)",
        f"{ANSWER}\n\nEnvoyé de mon iPhone\n\n> Le 3 mars 2026 à 10:12, Extranet <extranet@example.org> a écrit :\n> \n{quoted()}\n",
    ),
    ClientMail(
        "Outlook for iOS (crisp: email_ios_outlook_fr)",
        f"{ANSWER}\n\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>\n________________________________\n"
        f"From: Extranet <extranet@example.org>\nSent: Tuesday, March 3, 2026 10:12:12 AM\nTo: Jeanne\nSubject: Une réponse\n\n{QUOTED}\n",
    ),
    ClientMail(
        "Outlook for Android (crisp: email_android_outlook_fr)",
        f"{ANSWER}\n\nObtenir Outlook pour Android<https://aka.ms/ghei36>\n\n________________________________\n"
        f"De : Extranet <extranet@example.org>\nEnvoyé : mardi 3 mars 2026 10:12\nÀ : Jeanne\nObjet : Une réponse\n\n{QUOTED}\n",
    ),
    ClientMail(
        "Samsung Galaxy (crisp: email_french_dash_separator)",
        f"{ANSWER}\n\nEnvoyé depuis mon appareil Galaxy\n\n-------- Message d'origine --------\nDe : Extranet <extranet@example.org>\n"
        f"Date : 03/03/26  10:12  (GMT+01:00)\nÀ : jeanne@example.org Objet : Une réponse\n\n{QUOTED}\n",
    ),
    ClientMail(
        "Orange webmail",
        f'{ANSWER}\n\n> Message du 03/03/26 10:12\n> De : "Extranet" <extranet@example.org>\n> A : jeanne@example.org\n'
        f"> Copie à : \n> Objet : Une réponse\n> \n{quoted()}\n",
    ),
    ClientMail(
        "Outlook on a computer, without the mark",
        f"{ANSWER}\n\nDe : Extranet <extranet@example.org>\nEnvoyé : mardi 3 mars 2026 10:12\nÀ : Jeanne <jeanne@example.org>\n"
        "Objet : Une réponse\n\nBonjour Jeanne,\n\nClaude a répondu.\n",
    ),
    ClientMail("a signature (RFC 3676)", f"{ANSWER}\n\n-- \nJeanne, EPM de Gramat\n05 00 00 00 00\n"),
]
_HTML_ANSWER = "<div>Oui, avec une rallonge.<br>Voici comment&nbsp;:</div><div><br></div><div>- couper le courant</div><div>- brancher</div>"
HTML = [
    ClientMail(
        "Gmail in HTML alone",
        f'<div dir="ltr">{_HTML_ANSWER}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 3 mars 2026 à 10:12, '
        f'Extranet &lt;extranet@example.org&gt; a écrit :</div><blockquote class="gmail_quote">{QUOTED}</blockquote></div>',
        "html",
    ),
    ClientMail(
        "Thunderbird in HTML alone",
        f'<html><body>{_HTML_ANSWER}<div class="moz-cite-prefix">Le 03/03/2026 à 10:12, Extranet a écrit :</div>'
        f'<blockquote type="cite">{QUOTED}</blockquote></body></html>',
        "html",
    ),
    ClientMail(
        "Outlook on the web in HTML alone",
        f'<html><head><style>p {{color: red}}</style></head><body>{_HTML_ANSWER}<div id="appendonsend"></div><hr>'
        f'<div id="divRplyFwdMsg"><b>De :</b> Extranet</div><div>{QUOTED}</div></body></html>',
        "html",
    ),
    ClientMail(
        "Yahoo in HTML alone",
        f'<div>{_HTML_ANSWER}</div><div class="yahoo_quoted"><div>Le mardi 3 mars 2026, Extranet a écrit :</div><div>{QUOTED}</div></div>',
        "html",
    ),
]
