"""Add and remove a device; plan what devices are told; keep no trace longer than it serves."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from alertes.channels.push.models import PushDevice, PushDeviceQuerySet, PushedNotice
from alertes.channels.push.tasks import push_soon
from alertes.choices.kinds import Kind
from alertes.choices.preferences.hours import after_quiet, quiet_hours
from alertes.choices.preferences.rhythms import rhythms_of
from alertes.enums import Rhythm
from reseau.people.members.models.member import Member
from reseau.web.outside_addresses.addresses import OutsideAddressError, check_written
from reseau.web.queries.row_locks import lock_row

MOST_DEVICES = 10
# A notice that is told again later, under its key, is not news any more.
FRESH = timedelta(days=1)
KEPT = timedelta(days=7)
SECRET_BYTES = 16

TOO_MANY = f"Vous avez déjà {MOST_DEVICES}\u00a0appareils\u00a0: retirez-en un d’abord."
BROKEN = "Ce navigateur n’a pas donné ce qu’il faut pour le prévenir. Rechargez la page et essayez de nouveau."
SHARED = "Cet ordinateur sert à plusieurs personnes\u00a0: vos alertes ne s’y affichent que dans le site."


@transaction.atomic
def add_device(
    *, member: Member, endpoint: str, public_key: str, auth_secret: str, browser: str, is_shared: bool = False
) -> PushDevice:
    """Have a browser told of what reaches `member` at once. A browser is of one member, the last to ask.

    Raises `ValidationError` for a computer that people share, an address that the site may not write to, keys that
    are none, one device too many.
    """
    if is_shared:
        raise ValidationError(SHARED, code="shared")
    _check_endpoint(endpoint)
    _check_keys(public_key, auth_secret)
    member = lock_row(Member.objects.all(), member.pk)
    PushDevice.objects.filter(endpoint=endpoint).delete()
    if member.push_devices.count() >= MOST_DEVICES:
        raise ValidationError(TOO_MANY, code="too_many")
    device = PushDevice(
        member=member, endpoint=endpoint, public_key=public_key, auth_secret=auth_secret, browser=browser
    )
    device.full_clean()
    device.save()
    return device


@transaction.atomic
def remove_device(*, device: PushDevice) -> None:
    """Tell `device` nothing more, what waits for it included."""
    device.delete()


@transaction.atomic
def end_devices(*, devices: PushDeviceQuerySet) -> None:
    """Tell the browser that its member has left nothing more."""
    devices.delete()


@transaction.atomic
def plan_pushes(*, members: Iterable[Member], key: str, kind: Kind, own_rhythms: Mapping[int, Rhythm]) -> None:
    """Plan to push the notice `key` to the devices of those of `members` who want `kind` at once and on the site.

    `own_rhythms`: primary key → the rhythm that a member chose for that very subject. After quiet hours, whatever it
    is: a telephone wakes. One query for nearly everybody.
    """
    if not (found := _devices(members, key)):
        return
    now = timezone.now()
    keys = {member for _, member, _ in found}
    rhythms = rhythms_of(keys, kind) | {pk: rhythm for pk, rhythm in own_rhythms.items() if pk in keys}
    hours = quiet_hours(keys)
    rows = [
        PushedNotice(
            device_id=device, notice_id=notice, is_asked=member in own_rhythms, due=after_quiet(now, hours[member])
        )
        for device, member, notice in found
        if rhythms[member] is Rhythm.AT_ONCE
    ]
    if rows:
        PushedNotice.objects.bulk_create(rows, ignore_conflicts=True)
        push_soon()


def _devices(members: Iterable[Member], key: str) -> QuerySet:
    """Return key of each device, of its member and of the notice, shown, unread and new to the device."""
    return (
        PushDevice.objects.filter(
            member__in=members,
            member__notices__key=key,
            member__notices__is_shown=True,
            member__notices__read_at=None,
            member__notices__created__gt=timezone.now() - FRESH,
            member__notices__created__gte=F("created"),
        )
        .order_by("pk")
        .values_list("pk", "member", "member__notices")
    )


@transaction.atomic
def forget_old_pushes() -> int:
    """Delete what was settled a week ago; return how many."""
    return PushedNotice.objects.filter(settled__lt=timezone.now() - KEPT).delete()[0]


def _check_endpoint(endpoint: str) -> None:
    """Refuse an address that the site may not write to. Its name is resolved, and checked again, at each sending."""
    if not endpoint.startswith("https://"):
        raise ValidationError(BROKEN, code="endpoint")
    try:
        check_written(endpoint)
    except OutsideAddressError as error:
        raise ValidationError(BROKEN, code="endpoint") from error


def _check_keys(public_key: str, auth_secret: str) -> None:
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _decoded(public_key))
        is_secret = len(_decoded(auth_secret)) == SECRET_BYTES
    except (ValueError, binascii.Error) as error:
        raise ValidationError(BROKEN, code="keys") from error
    if not is_secret:
        raise ValidationError(BROKEN, code="keys")


def _decoded(text: str) -> bytes:
    """Return the bytes behind a text in base64 for addresses, without its padding, as browsers write it."""
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
