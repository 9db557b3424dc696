"""The unsubscribe link of a mail: it works without login, for ever, for one member and one matter."""

from django.core import signing
from django.http import Http404
from django.urls import reverse

from alertes.enums import Matter
from alertes.mails.models.mail import Mail
from reseau.members.models.member import Member

SALT = "alertes.unsubscribing"


def unsubscribe_path(mail: Mail) -> str:
    token = signing.dumps([mail.member_id, mail.matter], salt=SALT)
    return reverse("alertes:stop_mails", args=[token])


def parse_token(token: str) -> tuple[Member, Matter]:
    """Return the member and the matter of the link. Raises `Http404` for a damaged link, or if the member is gone."""
    try:
        pk, matter = signing.loads(token, salt=SALT)
        return Member.objects.get(pk=pk), Matter(matter)
    except (signing.BadSignature, ValueError, Member.DoesNotExist):
        raise Http404 from None
