"""A digest as it is sent: what happened, with the words themselves, object by object, and a way to stop each kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from alertes.channels.mails.digest_parts import DigestPart, digest_parts, digest_subject, left_out
from alertes.channels.mails.headers import absolute, own_headers, unsubscribe_headers
from alertes.channels.mails.html_part import MailPart, html_part, text_of
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.unsubscribe_links import kind_path, unsubscribe_path
from alertes.choices.kinds import Kind, has_own_words, own_words

NO_REPLY = "Un résumé par jour au plus. Ne répondez pas, personne ne lirait votre réponse."
REPLIES = (
    "Un résumé par jour au plus. «\u00a0Répondre par courriel\u00a0» écrit dans le sujet, à votre nom\u00a0: ne "
    "transférez pas ce résumé. À ce courriel lui-même, personne ne lirait votre réponse."
)


@dataclass(frozen=True, slots=True)
class KindStop:
    """The link that stops one kind of what the digest tells."""

    sentence: str
    address: str


def compose_digest(mail: Mail) -> EmailMultiAlternatives:
    """Build the message from the items of `mail` that are still worth telling."""
    items = mail.told_items()
    with_own_words = [item for item in items if has_own_words(item)]
    others = [item for item in items if not has_own_words(item)]
    first, parts = own_words(with_own_words), digest_parts(others)
    subject, stop = digest_subject(items), absolute(unsubscribe_path(mail))
    own_kinds = {item.event_kind: None for item in with_own_words}
    stops = _stops(mail, [*own_kinds, *(kind for part in parts for kind in part.kinds)])
    answering = REPLIES if any(about.reply_address for part in parts for about in part.objects) else NO_REPLY
    context = {
        "first_name": mail.member.first_name,
        "first": first,
        "first_text": text_of(first),
        "parts": parts,
        "left_out": left_out(parts, len(others)),
        "origin": absolute("/").rstrip("/"),
        "choices": absolute(reverse("alertes:mails")),
        "stop": stop,
        "stops": stops,
        "answering": answering,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("alertes/channels/mails/digest.txt", context).rstrip() + "\n",
        to=[mail.recipient],
        headers=own_headers(mail) | {"Auto-Submitted": "auto-generated"} | unsubscribe_headers(stop),
    )
    html = html_part(subject=subject, parts=list(_html_parts(context)), foot=list(_foot(context)))
    message.attach_alternative(html, "text/html")
    return message


def _stops(mail: Mail, kinds: Iterable[Kind]) -> list[KindStop]:
    """Return the links that stop each of the kinds, but those that the member reads on the site alone."""
    return [KindStop(kind.sentence, absolute(kind_path(mail.member_id, kind.name))) for kind in kinds if kind.is_mailed]


def _foot(context: dict) -> Iterator[MailPart]:
    yield MailPart(context["answering"])
    yield MailPart(url=context["choices"], label="Choisir mes courriels")
    yield MailPart(url=context["stop"], label="Ne plus recevoir de résumé")
    for one in context["stops"]:
        yield MailPart(url=one.address, label=f"Arrêter «\u00a0{one.sentence.rstrip('.')}\u00a0»")


def _html_parts(context: dict) -> Iterator[MailPart]:
    yield MailPart(f"Bonjour {context['first_name']},")
    yield from context["first"]
    parts: list[DigestPart] = context["parts"]
    for part in parts:
        yield MailPart(title=part.label)
        for about in part.objects:
            for item in about.items:
                yield MailPart(item.text, is_strong=bool(item.details))
                if item.details:
                    yield MailPart(item.details, is_quoted=True)
            more = f"Et {about.more} autre{'s' if about.more > 1 else ''}. " if about.more else ""
            if about.url:
                yield MailPart(more, url=absolute(about.url), label="Lire dans l’extranet", is_entry=True)
            if about.reply_address:
                yield MailPart(url=f"mailto:{about.reply_address}", label="Répondre par courriel", is_entry=True)
            if about.end_address:
                yield MailPart(url=about.end_address, label="Ne plus suivre", is_entry=True)
    if count := context["left_out"]:
        words = f"{count}\u00a0autre{'s' if count > 1 else ''} nouvelle{'s' if count > 1 else ''}. "
        yield MailPart(words, url=absolute(reverse("alertes:list")), label="Mes alertes", is_entry=True)
