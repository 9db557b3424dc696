"""Who decides on a learner’s card and record, and on the EPM that follow them."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.texts.elision import the_place


def keeps_record(user, learner: Learner) -> bool:
    """Works in the EPM that keeps the record of `learner`.

    No other EPM gives a new code or opens the card again, corrects, hands over, puts aside, merges or erases.
    """
    return learner.epm_id in user.epm_ids


def ends_following(user, following: Following, learner: Learner) -> bool:
    """Works in the EPM of `following`, or in the EPM that keeps the record."""
    return following.epm_id in user.epm_ids or keeps_record(user, learner)


def reads_paper(user, consent: Consent, learner: Learner) -> bool:
    """Works in the EPM for which a parent signed, or in the EPM that keeps the record."""
    return consent.epm_id in user.epm_ids or keeps_record(user, learner)


def check_keeper(*, by: Member, learner: Learner) -> None:
    """Raise ValidationError unless `by` works in the EPM that keeps the record."""
    if not keeps_record(by, learner):
        raise ValidationError(
            f"{capfirst(the_place(learner.epm))} tient ce livret\u00a0: lui seul peut le faire.", code="keeper"
        )


def check_keeper_or_self(*, by: Member, learner: Learner) -> None:
    """Raise ValidationError unless `by` is the learner, or works in the EPM that keeps the record."""
    if by.pk != learner.member_id:
        check_keeper(by=by, learner=learner)
