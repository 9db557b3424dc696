"""Remove the second factor that its holder lost, once somebody has recognised the person."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from alertes.channels.mails.services import plan_mails
from audit.enums import Act
from audit.services import note_act
from extranet.access.second_factor.models import SecondFactorRemoval
from extranet.access.second_factor.permissions import may_remove_second_factor
from extranet.declarations.events import ACCESS_CHANGED
from reseau.people.connections.services import end_connections
from reseau.people.members.models.member import Member

NOT_YOURS = "Vous ne pouvez pas retirer la double authentification de cette personne."
NOTHING_THERE = "Cette personne n’a pas de double authentification."


@transaction.atomic
def remove_second_factor(
    *, member: Member, note: str, by: Member | None = None, operator: str = ""
) -> SecondFactorRemoval:
    """Remove applications, keys and recovery codes of `member`, end their connections, write it down and mail them.

    `by` does it on the site, `operator` (an account of the server) by a command; `note`: how they recognised the
    person. Raises ValidationError if `by` may not, if there is nothing to remove, or without a note.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    if not operator and (by is None or not may_remove_second_factor(by, member)):
        raise ValidationError(NOT_YOURS, code="not_yours")
    removal = SecondFactorRemoval(member=member, by=by, operator=operator, note=note.strip())
    removal.full_clean()
    if not Authenticator.objects.filter(user=member).delete()[0]:
        raise ValidationError(NOTHING_THERE, code="nothing")
    removal.save()
    end_connections(member=member)
    note_act(act=Act.SECOND_FACTOR_REMOVED, row=member.pk, by=by and by.pk)
    _tell(removal)
    return removal


def _tell(removal: SecondFactorRemoval) -> None:
    """Mail the person, whatever mails they chose: somebody else may have passed for them."""
    if not removal.member.email:
        return
    plan_mails(
        recipients=[],
        addresses=[removal.member.email],
        key=f"second-factor:{removal.pk}",
        kind=ACCESS_CHANGED,
        subject="Votre double authentification a été retirée",
        text=(
            f"La deuxième étape de votre connexion a été retirée par {removal.author}. Vos connexions en cours sont "
            "fermées, et votre mot de passe n’a pas changé.\n\n"
            "Vous l’aviez demandé\u00a0: connectez-vous et ajoutez une nouvelle application ou une nouvelle clé.\n\n"
            "Vous ne l’aviez pas demandé\u00a0: changez tout de suite de mot de passe et prévenez la coordination."
        ),
        url="",
    )
