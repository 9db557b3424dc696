"""Opinions received from tablets and slips, each counted once, never more than the interviews that were held."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.opinions.interview_counts import following_month, interviews_of, month_of
from accueil.visio.opinions.models import (
    RECEIPT_KEPT,
    WAITING_KEPT,
    OpinionMonth,
    OpinionReceipt,
    OpinionTablet,
    WaitingOpinion,
    column,
)
from accueil.visio.partners.models import Partner
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.offline_entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key, read_moment
from reseau.web.queries.row_locks import lock_row

CLOSED_BEFORE = "Cette tablette était déjà fermée."
NO_INTERVIEW = "Aucun entretien de ce partenaire n’attend d’avis ce jour-là."
EVERY_INTERVIEW_HAS_ITS_OWN = (
    "Chaque entretien noté «\u00a0A eu lieu\u00a0» ce mois-là a déjà son avis. Notez d’abord l’entretien."
)
# A slip found at the bottom of a drawer may still be keyed.
OLDEST_SLIP = datetime.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class GivenOpinion:
    """What one person answered to both questions."""

    welcome: OpinionAnswer
    expectations: OpinionAnswer

    @classmethod
    def read(cls, welcome: object, expectations: object) -> "GivenOpinion":
        """Raises ValidationError for anything that is not an answer."""
        if not (welcome in OpinionAnswer.values and expectations in OpinionAnswer.values):
            raise ValidationError(NOT_UNDERSTOOD)
        return cls(OpinionAnswer(welcome), OpinionAnswer(expectations))

    @property
    def columns(self) -> tuple[str, str]:
        return (
            column(OpinionQuestion.WELCOME, self.welcome),
            column(OpinionQuestion.EXPECTATIONS, self.expectations),
        )


@transaction.atomic
def receive_opinion(
    *, epm: EPM, partner: Partner, day: datetime.date, opinion: GivenOpinion, key: uuid.UUID
) -> EntryOutcome:
    """Count what somebody answered on a tablet, or keep it until the outcome of its interview is noted.

    `key`: an opinion with the same key was received already. Raises ValidationError if every interview of the month has
    its opinion, and none waits for its outcome.
    """
    month = month_of(day)
    row = _locked_month(epm, partner, month)
    if not _is_new(key):
        return EntryOutcome.ALREADY
    interviews = interviews_of(epm, partner, month)
    if _count(row, opinion, seen=interviews.seen):
        return EntryOutcome.WRITTEN
    waiting = WaitingOpinion.objects.filter(epm=epm, partner=partner, month=month)
    if row.received + waiting.count() >= interviews.seen + interviews.unnoted:
        raise ValidationError(NO_INTERVIEW)
    WaitingOpinion.objects.create(
        epm=epm, partner=partner, month=month, welcome=opinion.welcome, expectations=opinion.expectations
    )
    return EntryOutcome.WRITTEN


@transaction.atomic
def key_slip(*, epm: EPM, partner: Partner, month: datetime.date, opinion: GivenOpinion) -> OpinionMonth:
    """Count a paper slip. `month`: its first day.

    Raises ValidationError for a month to come or too old, and if every interview seen then has its opinion.
    """
    today = timezone.localdate()
    if month > today or following_month(month) < today - OLDEST_SLIP:
        raise ValidationError({"month": "Choisissez un mois de cette année ou de l’année passée."})
    row = _locked_month(epm, partner, month)
    if not _count(row, opinion, seen=interviews_of(epm, partner, month).seen):
        raise ValidationError({"partner": EVERY_INTERVIEW_HAS_ITS_OWN})
    return row


def write_tablet_opinions(*, tablet: OpinionTablet, raw_entries: list) -> list[dict]:
    """Return the outcome of each opinion that the page of a tablet kept.

    An entry: `about`, the slug of a partner; `welcome`, `expectations`; `key`, `age` (`reseau.web.offline_entries`).
    """
    now = timezone.now()
    partners = {partner.slug: partner for partner in Partner.objects.all()}

    def write(entry: dict) -> EntryOutcome:
        key, given = read_key(entry), read_moment(entry, now=now)
        opinion = GivenOpinion.read(entry.get("welcome"), entry.get("expectations"))
        partner = partners.get(entry["about"])
        if partner is None:
            raise ValidationError(NOT_UNDERSTOOD)
        if tablet.closed and given > tablet.closed:
            raise ValidationError(CLOSED_BEFORE)
        day = timezone.localdate(given)
        return receive_opinion(epm=tablet.epm, partner=partner, day=day, opinion=opinion, key=key)

    return answer_each(raw_entries, write=write, is_replaceable=lambda entry: False)


def count_waiting_opinions() -> int:
    """Count the opinions whose interview was noted since, and forget those of which none ever was. Return how many."""
    WaitingOpinion.objects.filter(received_on__lt=timezone.localdate() - WAITING_KEPT).delete()
    months = WaitingOpinion.objects.order_by("epm", "partner", "month").values_list("epm", "partner", "month")
    return sum(_count_waiting(*each) for each in months.distinct())


@transaction.atomic
def _count_waiting(epm_id: int, partner_id: int, month: datetime.date) -> int:
    epm, partner = EPM.objects.get(pk=epm_id), Partner.objects.get(pk=partner_id)
    row = _locked_month(epm, partner, month)
    seen, counted = interviews_of(epm, partner, month).seen, 0
    for waiting in WaitingOpinion.objects.filter(epm=epm, partner=partner, month=month):
        if not _count(row, GivenOpinion.read(waiting.welcome, waiting.expectations), seen=seen):
            break
        waiting.delete()
        counted += 1
    return counted


def forget_old_receipts() -> int:
    """Erase the receipts that no device can send again; the counts stay. Return how many."""
    return OpinionReceipt.objects.filter(received_on__lt=timezone.localdate() - RECEIPT_KEPT).delete()[0]


@transaction.atomic
def open_tablet(*, epm: EPM, by: Member) -> OpinionTablet:
    """Open the tablet of a place, or open it again at the same address; one that is open stays as it is."""
    tablet, is_new = OpinionTablet.objects.get_or_create(epm=epm, defaults={"opened_by": by})
    tablet = lock_row(OpinionTablet.objects.all(), tablet.pk)
    if not is_new and not tablet.is_open:
        tablet.opened, tablet.opened_by, tablet.closed = timezone.now(), by, None
        tablet.save(update_fields=["opened", "opened_by", "closed"])
    return tablet


@transaction.atomic
def close_tablet(*, tablet: OpinionTablet) -> OpinionTablet:
    """Close a tablet: what was answered there before still arrives. One that is closed stays as it is."""
    tablet = lock_row(OpinionTablet.objects.all(), tablet.pk)
    if tablet.is_open:
        tablet.closed = timezone.now()
        tablet.save(update_fields=["closed"])
    return tablet


def _locked_month(epm: EPM, partner: Partner, month: datetime.date) -> OpinionMonth:
    row, _ = OpinionMonth.objects.get_or_create(epm=epm, partner=partner, month=month)
    return lock_row(OpinionMonth.objects.all(), row.pk)


def _is_new(key: uuid.UUID) -> bool:
    return OpinionReceipt.objects.get_or_create(key=key)[1]


def _count(row: OpinionMonth, opinion: GivenOpinion, *, seen: int) -> bool:
    """Add an opinion to a locked month if an interview is left for it. `seen`: interviews of the month."""
    if row.received >= seen:
        return False
    row.interviews, row.received = seen, row.received + 1
    added = {name: F(name) + 1 for name in opinion.columns}
    OpinionMonth.objects.filter(pk=row.pk).update(interviews=seen, received=F("received") + 1, **added)
    return True
