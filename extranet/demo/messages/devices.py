"""Devices of a member in the demo: a telephone that was told yesterday, and a computer added this morning."""

from datetime import timedelta

from django.utils import timezone

from alertes.channels.push.models import PushDevice
from alertes.channels.push.services import add_device
from reseau.people.members.models.member import Member

# A point of the curve (its generator), and a secret: nobody opens what a demo does not send.
PUBLIC_KEY = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
AUTH_SECRET = "ZGVtb25zdHJhdGlvbi00Ng"  # noqa: S105 - of a demo


def build_devices(*, animator: Member) -> None:
    now = timezone.now()
    for number, browser, created, last_told in (
        (1, "Chrome sur Android", now - timedelta(days=23), now - timedelta(days=1, hours=3)),
        (2, "Firefox sur Windows", now - timedelta(hours=2), None),
    ):
        device = add_device(
            member=animator,
            endpoint=f"https://alertes.example.org/appareil/{number}",
            public_key=PUBLIC_KEY,
            auth_secret=AUTH_SECRET,
            browser=browser,
        )
        PushDevice.objects.filter(pk=device.pk).update(created=created, last_told=last_told)
