"""A sign of life that leaves no other trace: a mail answered, a private address read by a calendar or a reader."""

from django.db.models import Q
from django.utils import timezone

from reseau.people.members.models.member import Member


def note_sign(*, member: Member) -> None:
    """Note that the member, or what they set up, came today: one writing a day, whatever a calendar asks."""
    today = timezone.localdate()
    if member.last_sign != today:
        earlier = Q(last_sign=None) | Q(last_sign__lt=today)
        Member.objects.filter(earlier, pk=member.pk).update(last_sign=today)
