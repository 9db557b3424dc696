"""Batches of codes drawn, a code found by what somebody typed, a code used."""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING
from enquetes.fieldwork.collection.opening import NOT_THIS_WAY
from enquetes.fieldwork.personal_codes.derivation import code_digest, derive_code, possible_digests
from enquetes.fieldwork.personal_codes.models import CodeBatch, PersonalCode
from questionnaires.answers.models import RANDOM_BITS
from reseau.documents.papers.code_letters import read_letters
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

MISTYPED = "Ce code est mal recopié\u00a0: il compte neuf lettres. Relisez-le lettre par lettre."
UNKNOWN = "Ce code n’est celui d’aucune enquête. Relisez-le lettre par lettre."
USED = "Ce code a déjà servi\u00a0: une réponse est arrivée avec lui, et elle ne compte qu’une fois."
NO_SCHOOL = "Écrivez l’école, le collège ou le lycée."
NO_NOTICE = "L’information des parents est vide\u00a0: les codes d’une enquête de mineurs partent avec elle."


@transaction.atomic
def draw_codes(*, campaign: Campaign, label: str, size: int, school: str = "", by: Member | None = None) -> CodeBatch:
    """Draw a batch of `size` codes for a running campaign. Raises ValidationError by field, or if codes are no way in.

    A campaign of minors wants the school, and the notice that its parents receive with the codes.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    if not campaign.has_codes:
        raise ValidationError(NOT_THIS_WAY)
    if campaign.is_of_minors and not campaign.parents_notice.strip():
        raise ValidationError(NO_NOTICE)
    if campaign.is_of_minors and not school:
        raise ValidationError({"school": NO_SCHOOL})
    if size < campaign.smallest:
        raise ValidationError(
            {"size": f"{campaign.smallest} codes au moins\u00a0: sinon, le taux dirait qui a répondu."}
        )
    batch = CodeBatch(campaign=campaign, label=label, school=school, size=size, made_by=by)
    batch.full_clean(exclude=["made_by"])
    batch.save()
    PersonalCode.objects.bulk_create(_new_codes(batch))
    return batch


def _new_codes(batch: CodeBatch) -> Iterator[PersonalCode]:
    """Yield the codes of a batch: none is that of another row."""
    secret, drawn = settings.SECRET_KEY, {}
    while len(drawn) < batch.size:
        keys = [secrets.randbits(RANDOM_BITS) or 1 for _ in range(batch.size - len(drawn))]
        found = {code_digest(derive_code(key, secret=secret), secret=secret): key for key in keys}
        known = PersonalCode.objects.filter(digest__in=found).values_list("digest", flat=True)
        drawn |= {digest: key for digest, key in found.items() if digest not in set(known)}
    return (PersonalCode(pk=key, batch=batch, digest=digest) for digest, key in drawn.items())


def find_code(*, typed: str, campaign: Campaign | None = None) -> PersonalCode:
    """Return the code that somebody typed, on the page of `campaign` if there is one.

    Raises ValidationError if it is mistyped, unknown, used, or that of another campaign.
    """
    letters = read_letters(typed)
    if letters is None:
        raise ValidationError(MISTYPED)
    codes = PersonalCode.objects.select_related("batch__campaign__version__questionnaire")
    code = codes.filter(digest__in=possible_digests(letters)).first()
    if code is None:
        raise ValidationError(UNKNOWN)
    own = code.batch.campaign
    if campaign and own.pk != campaign.pk:
        raise ValidationError(f"Ce code est celui d’une autre enquête\u00a0: «\u00a0{own}\u00a0».")
    if code.is_used:
        raise ValidationError(USED)
    return code


@transaction.atomic
def use_code(*, code: PersonalCode) -> None:
    """Note, in one statement, that a code gave a response: others wait. Raises ValidationError if it was used."""
    if not PersonalCode.objects.filter(pk=code.pk, is_used=False).update(is_used=True):
        raise ValidationError(USED)
    CodeBatch.objects.filter(pk=code.batch_id).update(used=F("used") + 1)
