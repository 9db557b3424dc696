"""Choose what one is told, where and when; stop mails. What waits for a digest follows each choice."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.choices.kinds import Kind, kinds_about
from alertes.choices.preferences.hours import next_digest
from alertes.choices.preferences.models import KindChoice, MailChoice, QuietHours
from alertes.choices.preferences.rhythms import chosen_rhythms, mailed_matters
from alertes.enums import Matter, Rhythm
from reseau.people.members.models.member import Member


@transaction.atomic
def choose_kinds(*, member: Member, choices: Mapping[Kind, tuple[Rhythm, bool]]) -> None:
    """Set the rhythm of each of the kinds by mail, and whether it shows on the site.

    A matter that the member had declined as a whole is no longer so once one of its kinds is mailed. Raises
    `ValidationError` for a rhythm that a kind does not have.
    """
    if any(rhythm not in kind.rhythms for kind, (rhythm, _) in choices.items()):
        raise ValidationError("Ce rythme n’existe pas pour ces alertes.", code="rhythm")
    _choose(member, choices)
    wanted = {kind.matter for kind, (rhythm, _) in choices.items() if rhythm is not Rhythm.NEVER}
    MailChoice.objects.filter(member=member, matter__in=wanted, rhythm=Rhythm.NEVER).update(rhythm=Rhythm.AT_ONCE)


@transaction.atomic
def choose_mails(*, member: Member, matters: set[Matter]) -> None:
    """Mail `member` about `matters`, and about no other matter, kinds that come later included."""
    former = mailed_matters(member)
    for matter in Matter.of(member):
        if matter not in matters:
            _decline(member, matter)
        elif matter not in former:
            KindChoice.objects.filter(member=member, kind__in=[kind.name for kind in kinds_about(matter)]).delete()
    _decide(member, {matter: Rhythm.AT_ONCE if matter in matters else Rhythm.NEVER for matter in Matter.of(member)})


@transaction.atomic
def stop_kind(*, member: Member, kind: Kind) -> None:
    """Stop mailing `member` about `kind`; its notices stay on the site."""
    _stop(member, [kind])


@transaction.atomic
def stop_matter(*, member: Member, matter: Matter) -> None:
    """Stop mailing `member` about a whole matter, kinds that come later included."""
    _decline(member, matter)
    _decide(member, {matter: Rhythm.NEVER})


@transaction.atomic
def stop_digests(*, member: Member) -> None:
    """Stop all that is gathered in digests; what leaves at once goes on."""
    gathered = {Rhythm.DAILY, Rhythm.WEEKLY}
    _stop(member, [kind for kind, (rhythm, _) in chosen_rhythms(member).items() if rhythm in gathered])


@transaction.atomic
def stop_everything(*, member: Member) -> None:
    """Stop all mails that may be declined, whatever the member followed."""
    for matter in Matter:
        _decline(member, matter)
    _decide(member, dict.fromkeys(Matter, Rhythm.NEVER))
    member.subscriptions.exclude(rhythm="").update(rhythm="")
    member.mail_items.untold().delete()


@transaction.atomic
def choose_quiet_hours(*, member: Member, begin: int, end: int) -> None:
    """Mail nothing but what is urgent from `begin` to `end`, hours of the day; the same twice: at any hour."""
    hours = QuietHours(member=member, begin=begin, end=end)
    hours.full_clean(validate_unique=False, validate_constraints=False)
    QuietHours.objects.update_or_create(member=member, defaults={"begin": begin, "end": end})


def _decline(member: Member, matter: Matter) -> None:
    _stop(member, kinds_about(matter))


def _stop(member: Member, kinds: Iterable[Kind]) -> None:
    """Set the kinds to « never », those that the member hid from the site staying so."""
    hidden = set(KindChoice.objects.filter(member=member, is_shown=False).values_list("kind", flat=True))
    _choose(member, {kind: (Rhythm.NEVER, kind.name not in hidden) for kind in kinds if kind.is_mailed})


def _choose(member: Member, choices: Mapping[Kind, tuple[Rhythm, bool]]) -> None:
    KindChoice.objects.bulk_create(
        [
            KindChoice(member=member, kind=kind.name, rhythm=rhythm, is_shown=is_shown)
            for kind, (rhythm, is_shown) in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["member", "kind"],
        update_fields=["rhythm", "is_shown"],
    )
    now = timezone.now()
    untold = member.mail_items.untold().filter(is_asked=False)
    untold.filter(kind__in=[kind.name for kind, (rhythm, _) in choices.items() if rhythm is Rhythm.NEVER]).delete()
    for chosen in (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY):
        kinds = [kind.name for kind, (rhythm, _) in choices.items() if rhythm is chosen]
        untold.filter(kind__in=kinds, mail=None).exclude(due__lt=now).update(due=next_digest(chosen, now))


def _decide(member: Member, rhythms: Mapping[Matter, Rhythm]) -> None:
    MailChoice.objects.bulk_create(
        [MailChoice(member=member, matter=matter, rhythm=rhythm) for matter, rhythm in rhythms.items()],
        update_conflicts=True,
        unique_fields=["member", "matter"],
        update_fields=["rhythm"],
    )
