"""Likely duplicates searched, kept, left out: a person decides each, and the journal of cleaning says why."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.cleaning.services import SAY_WHY, leave_out
from enquetes.preparation.duplicates.fingerprints import likely_duplicates
from enquetes.preparation.duplicates.models import DuplicateGroup
from enquetes.preparation.enums import DuplicateDecision
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

# Above, one does not wait for the answer of a page.
MOST_AT_ONCE = 20_000
TOO_MANY = "Plus de 20\u202f000 réponses\u00a0: la recherche se fait chaque nuit."
# Days after its last one during which a campaign is searched each night.
SEARCHED_FOR = timedelta(days=90)
DECIDED = "C’est déjà décidé pour ces réponses."
ONE_AT_LEAST = "Gardez au moins une de ces réponses."
NOT_AMONG = "Cette réponse n’est pas de ce groupe."


def search_duplicates(*, campaign: Campaign) -> int:
    """Search the responses of a campaign that count; return how many groups are new.

    Raises ValidationError where they are too many to be read while somebody waits.
    """
    if campaign.collected.count() > MOST_AT_ONCE:
        raise ValidationError(TOO_MANY)
    return find_duplicates(campaign=campaign)


@transaction.atomic
def find_duplicates(*, campaign: Campaign) -> int:
    """Write down the groups that are new: two responses that stood together in a group never come back together."""
    lock_row(Campaign.objects.all(), campaign.pk)
    known = DuplicateGroup.responses.through.objects.filter(duplicategroup__campaign=campaign)
    groups: dict[int, set[int]] = {}
    for group, response in known.values_list("duplicategroup", "collectedresponse"):
        groups.setdefault(group, set()).add(response)
    count = 0
    for reason, keys in likely_duplicates(campaign):
        if any(keys <= own for own in groups.values()):
            continue
        together = [keys & own for own in groups.values() if len(keys & own) > 1]
        # Of those that were seen together, one stands for all.
        kept = keys - {key for own in together for key in own - {min(own)}}
        if len(kept) < 2:
            continue
        group = DuplicateGroup.objects.create(campaign=campaign, reason=reason)
        group.responses.set(kept)
        groups[group.pk] = set(kept)
        count += 1
    return count


def search_each_night() -> int:
    """Search every campaign that runs, or ended lately; return how many groups are new."""
    today = timezone.localdate()
    lately = Q(state=CampaignState.CLOSED, closes_on__gte=today - SEARCHED_FOR)
    campaigns = Campaign.objects.filter(Q(state=CampaignState.RUNNING) | lately)
    return sum(find_duplicates(campaign=campaign) for campaign in campaigns)


@transaction.atomic
def keep_all(*, group: DuplicateGroup, reason: str, by: Member) -> DuplicateGroup:
    """Keep every response of a group. Raises ValidationError without a reason, or for a group that is decided."""
    return _decide(_locked(group, reason), DuplicateDecision.KEPT, reason, by)


@transaction.atomic
def leave_out_of_group(*, group: DuplicateGroup, response: int, reason: str, by: Member) -> DuplicateGroup:
    """Leave one response of a group out of figures; the group is decided once a single one still counts.

    `response`: its key. Raises ValidationError without a reason, for a group that is decided, for a response of
    another group or that is left out already, and for the last one that counts.
    """
    group = _locked(group, reason)
    collected = group.responses.filter(pk=response).first()
    if collected is None:
        raise ValidationError(NOT_AMONG)
    if _counted(group) < 2 and not collected.is_left_out:
        raise ValidationError(ONE_AT_LEAST)
    leave_out(collected=collected, reason=reason, by=by)
    return group if _counted(group) > 1 else _decide(group, DuplicateDecision.LEFT_OUT, reason, by)


def _counted(group: DuplicateGroup) -> int:
    return CollectedResponse.objects.filter(pk__in=group.responses.values("pk"), is_left_out=False).count()


def _locked(group: DuplicateGroup, reason: str) -> DuplicateGroup:
    if not reason.strip():
        raise ValidationError({"reason": SAY_WHY})
    group = lock_row(DuplicateGroup.objects.all(), group.pk)
    if group.decision != DuplicateDecision.WAITING:
        raise ValidationError(DECIDED)
    return group


def _decide(group: DuplicateGroup, decision: DuplicateDecision, reason: str, by: Member) -> DuplicateGroup:
    group.decision, group.why = decision, reason.strip()
    group.decided_by, group.decided_on = by, timezone.now()
    group.save(update_fields=["decision", "why", "decided_by", "decided_on"])
    return group
