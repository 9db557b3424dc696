"""A letter as a mail says it: the word of the animation, then each section with its lines and their links."""

from collections.abc import Iterator

from django.urls import resolve

from alertes.channels.mails.headers import absolute
from alertes.channels.mails.html_part import MailPart
from alertes.channels.mails.models.mail_item import MailItem
from alertes.occasions.letters.models import Letter


def parts_of_letter(letter: Letter) -> Iterator[MailPart]:
    """Yield what a mail says of `letter`. One query."""
    if letter.introduction:
        yield MailPart(letter.introduction)
    for title, lines in letter.parts():
        yield MailPart(title=title)
        for line in lines:
            yield MailPart(url=absolute(line.url), label=line.text, note=line.details, is_entry=True)
    yield MailPart(
        "Cette lettre et celles d’avant\u00a0: ",
        url=absolute(letter.get_absolute_url()),
        label="sur le site",
        is_entry=True,
    )


def tell_letter(item: MailItem) -> list[MailPart]:
    """Return what a digest says of the letter that `item` leads to. Two queries."""
    letter = Letter.objects.select_related("territory").filter(pk=resolve(item.url).kwargs["pk"]).first()
    return list(parts_of_letter(letter)) if letter else []
