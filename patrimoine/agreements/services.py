"""Note what an author agreed to on paper; correct it; take back everything in one gesture."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from patrimoine.agreements.models import MakerAgreement
from patrimoine.sites.models import READ_BY_OTHERS, HeritagePlace
from patrimoine.sites.services import withdraw_heritage
from patrimoine.works.services import describe_work, withdraw_work
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from ressources.sheets.enums import Licence

TAKEN_BACK = "L’auteur du texte a repris son accord."
LICENCE_OF_THE_TEXT = "Le texte paraît sous la licence de la fiche\u00a0: l’auteur doit l’avoir choisie sur le papier."


@transaction.atomic
def save_agreement(
    *, place: HeritagePlace, by: Member, agreement: MakerAgreement | None = None, **values
) -> MakerAgreement:
    """Note the agreement that somebody signed, or correct it: the works under it are credited anew.

    `values`: fields of the model. Raises ValidationError for a day to come, and for the author of a text who chose a
    licence that is not that of the record.
    """
    place = lock_row(HeritagePlace.objects.all(), place.pk)
    row = agreement or MakerAgreement(place=place)
    for name, value in values.items():
        setattr(row, name, value)
    if row.covers_text and place.licence and row.licence != place.licence:
        raise ValidationError({"licence": f"{LICENCE_OF_THE_TEXT} Ici\u00a0: {Licence(place.licence).label}."})
    row.noted_by, row.noted = by, timezone.now()
    row.full_clean()
    row.save()
    for work in row.works.all():
        describe_work(work=work, **row.rights)
    return row


@transaction.atomic
def withdraw_agreement(*, agreement: MakerAgreement, by: Member) -> HeritagePlace:
    """Delete the works of an author, their text if they wrote it, and every word about them. Return the place.

    A record without its text is withdrawn at once. The paper is for the EPM to give back or to destroy.
    """
    place = lock_row(HeritagePlace.objects.all(), agreement.place_id)
    for work in agreement.works.all():
        withdraw_work(work=work)
    if agreement.covers_text:
        if place.state in READ_BY_OTHERS:
            place = withdraw_heritage(place=place, by=by, remark=TAKEN_BACK)
        place.story = place.summary = ""
        place.changed = timezone.now()
        place.save(update_fields=["story", "summary", "changed"])
    agreement.delete()
    return place
