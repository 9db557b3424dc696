"""The link of each mail that stops its like: it works without login, for ever, for its member and matter alone."""

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
    """Whom the link was made for, about what. Raises `Http404` for one that was cut, or whose member is gone."""
    try:
        pk, matter = signing.loads(token, salt=SALT)
        return Member.objects.get(pk=pk), Matter(matter)
    except (signing.BadSignature, ValueError, Member.DoesNotExist):
        raise Http404 from None
