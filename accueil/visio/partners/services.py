"""Partners and what belongs to them: services, offices, motives of interviews. The coordination keeps them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accueil.visio.partners.models import InterviewMotive, Partner, PartnerOffice, PartnerService
from audit.enums import Act
from audit.services import note_act
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.texts.accent_folding import fold
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def save_partner(*, partner: Partner | None = None, **values) -> Partner:
    """Add a partner, or change it; `values`: its fields. The address of its page never changes.

    Raises ValidationError for a value that the model refuses.
    """
    row = lock_row(Partner.objects.all(), partner.pk) if partner else Partner()
    for name, value in values.items():
        setattr(row, name, value)
    row.slug = row.slug or slugify(fold(row.short_name)) or "partenaire"
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def save_partner_service(*, partner: Partner, service: PartnerService | None = None, **values) -> PartnerService:
    """Add a service to a partner, or change it. Appointments keep the duration that they were booked for.

    Raises ValidationError for a name already there, or a duration that is not in quarters of an hour.
    """
    row = lock_row(partner.services.all(), service.pk) if service else PartnerService(partner=partner)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def add_office(*, partner: Partner, commune: Commune) -> PartnerOffice:
    """Note that the partner has an office in a commune. Raises ValidationError if it is noted already."""
    office = PartnerOffice(partner=partner, commune=commune)
    office.full_clean()
    office.save()
    return office


def remove_office(*, office: PartnerOffice) -> None:
    """Forget an office: journeys that were counted to it stay as they were counted."""
    PartnerOffice.objects.filter(pk=office.pk).delete()


@transaction.atomic
def save_motive(*, motive: InterviewMotive | None = None, words: str, is_offered: bool = True) -> InterviewMotive:
    """Add a motive to the list, or change it. Raises ValidationError for one that is there already."""
    row = lock_row(InterviewMotive.objects.all(), motive.pk) if motive else InterviewMotive()
    row.words, row.is_offered = words, is_offered
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def renew_link(*, partner: Partner, by: Member) -> Partner:
    """Draw the private link of a partner anew: the former one opens nothing any more."""
    row = lock_row(Partner.objects.all(), partner.pk)
    now = timezone.now()
    if now <= row.link_drawn:
        raise ValidationError("Ce lien vient d’être refait.")
    row.link_drawn = now
    row.save(update_fields=["link_drawn"])
    note_act(act=Act.PARTNER_LINK_CLOSED, row=row.pk, by=by.pk)
    return row
