"""Interviewers named; interviews, refusals and absences counted."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING
from enquetes.fieldwork.collection.opening import NOT_THIS_WAY
from enquetes.fieldwork.enums import ContactOutcome
from enquetes.fieldwork.interviews.models import InterviewDay, Interviewer
from enquetes.fieldwork.interviews.notices import notify_named
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

NOT_AN_INTERVIEWER = "Vous n’êtes pas enquêteur de cette enquête."
NOTHING_TO_TAKE_BACK = "Il n’y a rien à retirer aujourd’hui."


@transaction.atomic
def name_interviewers(*, campaign: Campaign, members: Iterable[Member], by: Member | None = None) -> None:
    """Make these members the interviewers of a campaign, and tell the new ones; others stop, and their days stay
    counted. `by`, who names them, is not told.

    Raises ValidationError if interviews are no way in.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if not campaign.has_interviews:
        raise ValidationError(NOT_THIS_WAY)
    named = {member.pk: member for member in members}
    keys = {*named}
    campaign.interviewers.exclude(member__in=keys).update(is_active=False)
    campaign.interviewers.filter(member__in=keys).update(is_active=True)
    known = set(campaign.interviewers.values_list("member", flat=True))
    Interviewer.objects.bulk_create(Interviewer(campaign=campaign, member_id=key) for key in sorted(keys - known))
    notify_named(campaign, members=[named[key] for key in sorted(keys - known)], by=by)


@transaction.atomic
def count_interview(*, campaign: Campaign, member: Member) -> None:
    """Count an interview done today. Raises ValidationError if the member is not an interviewer of the campaign."""
    _add(campaign, member, "done", 1)


@transaction.atomic
def count_outcome(*, campaign: Campaign, member: Member, outcome: ContactOutcome, takes_back: bool = False) -> None:
    """Count somebody who refused, or was absent, today; or take one back, counted by mistake.

    Raises ValidationError if the campaign is not running, if the member is not one of its interviewers, or if there is
    nothing to take back.
    """
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    _add(campaign, member, outcome.value, -1 if takes_back else 1)


def _add(campaign: Campaign, member: Member, name: str, amount: int) -> None:
    interviewer = campaign.interviewers.filter(member=member, is_active=True).first()
    if interviewer is None:
        raise ValidationError(NOT_AN_INTERVIEWER)
    day, _ = InterviewDay.objects.get_or_create(interviewer=interviewer, day=timezone.localdate())
    same = InterviewDay.objects.filter(pk=day.pk, **{f"{name}__gte": max(0, -amount)})
    if not same.update(**{name: F(name) + amount}):
        raise ValidationError(NOTHING_TO_TAKE_BACK)
