"""A mail as it is sent: plain text and HTML, enclosures, links into the site, headers for mail software."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from alertes.channels.mails.digest_message import compose_digest
from alertes.channels.mails.headers import absolute, own_headers, unsubscribe_headers
from alertes.channels.mails.html_part import MailPart, html_part, parts_of
from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.reply_addresses import MARKER, place_answered, return_address
from alertes.channels.mails.unsubscribe_links import unsubscribe_path
from alertes.declarations.events import DIGEST
from alertes.enums import Matter
from reseau.web.signed_links import fill_token_places

CALENDAR_FILE = "application/ics"


def compose(mail: Mail) -> EmailMultiAlternatives:
    """Build the message, with the address of its envelope where reports of delivery come back, if the site reads it."""
    message = compose_digest(mail) if mail.kind == DIGEST.name else _compose(mail)
    if returned_to := return_address(mail):
        message.extra_headers.setdefault("From", message.from_email)
        message.from_email = returned_to
    return message


def _compose(mail: Mail) -> EmailMultiAlternatives:
    """Build the message of one event.

    What nobody may decline, or goes to somebody without account, has no unsubscribe link.
    """
    stop = absolute(unsubscribe_path(mail)) if mail.member_id and mail.event_kind.may_be_declined else ""
    answered_at = mail.reply_to or place_answered(mail)
    context = {
        "mail": mail,
        "link": _link(mail),
        "choices": absolute(reverse("alertes:mails")),
        "stop": stop,
        "answering": _answering(mail),
        "marker": MARKER if answered_at and not mail.reply_to else "",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=render_to_string("alertes/channels/mails/mail.txt", context).rstrip() + "\n",
        to=[mail.recipient],
        reply_to=[answered_at] if answered_at else None,
        headers=own_headers(mail),
    )
    if not mail.reply_to:
        # Prevents replies of answering machines.
        message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.attach_alternative(_html(mail, context), "text/html")
    if stop:
        message.extra_headers |= unsubscribe_headers(stop)
    for enclosure in mail.enclosures.all():
        attach_enclosure(message, enclosure)
    return message


def _link(mail: Mail) -> str:
    """Return the whole address of what the mail is about: for somebody without account, one that opens by itself."""
    if not mail.url:
        return ""
    return absolute(mail.url if mail.member_id else fill_token_places(mail.url))


def _html(mail: Mail, context: dict[str, str]) -> str:
    """Return the same message with a button; `context` is that of the text part."""
    name = f" {mail.member.first_name}" if mail.member_id else ""
    label = "Lire dans l’extranet" if mail.member_id else "Ouvrir la page"
    parts = [*([MailPart(context["marker"])] if context["marker"] else []), MailPart(f"Bonjour{name},")]
    if mail.url:
        parts += [*parts_of(mail.text, label=label), MailPart(url=context["link"], label=label)]
    else:
        # Words of a stranger: no address in them becomes a button.
        parts.append(MailPart(mail.text))
    if not mail.member_id:
        return html_part(subject=mail.subject, parts=parts, foot=[MailPart(context["answering"])])
    foot = [MailPart(context["answering"]), MailPart(url=context["choices"], label="Choisir mes courriels")]
    if context["stop"]:
        foot.append(
            MailPart(
                url=context["stop"], label="Ne plus suivre" if mail.followed else "Ne plus en recevoir de ce genre"
            )
        )
    return html_part(subject=mail.subject, parts=parts, foot=foot)


def _answering(mail: Mail) -> str:
    """Say what becomes of an answer: whoever reads it, or the page where it is published, or nothing."""
    if mail.reply_to:
        return f"Un message transmis par le site. Si vous répondez, votre réponse va à {mail.reply_to}."
    subject = f"Ce courriel concerne\u00a0: {_about(mail)}." if mail.member_id else "Un message envoyé par le site."
    if place_answered(mail):
        return f"{subject} Votre réponse à ce courriel paraît sur le site, à votre nom\u00a0: ne le transférez pas."
    return f"{subject} Ne répondez pas, personne ne lirait votre réponse."


def _about(mail: Mail) -> str:
    """Name the matter; under that of contact, which the public shares with the members, the kind itself."""
    if mail.matter == Matter.CONTACT and mail.kind:
        return mail.event_kind.one
    return mail.get_matter_display().lower()


def attach_enclosure(message: EmailMultiAlternatives, enclosure: Enclosure) -> None:
    """Attach a file; a calendar invitation is both an alternative of the text and a file to keep.

    Outlook and Gmail act upon the alternative (RFC 6047), which names its method as the calendar does. The file has
    another type, so that no mail software takes the invitation twice.
    """
    content = bytes(enclosure.content)
    if not enclosure.method:
        message.attach(enclosure.name, content, enclosure.content_type)
        return
    message.attach_alternative(content.decode(), f"{enclosure.content_type}; method={enclosure.method}")
    message.attach(enclosure.name, content, CALENDAR_FILE)
