"""What messages say of the people of reference of an EPM."""

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place, to_place

NAMED_DETAILS = (
    "Vous invitez les personnes qui y arrivent, et vous fermez le poste de celles qui en partent. L’animation de votre "
    "territoire reste à vos côtés."
)
MISSING_DETAILS = (
    "Jusqu’à ce que quelqu’un soit nommé dans l’équipe, c’est à vous d’y inviter et d’y fermer des postes."
)


def named_sentence(epm: EPM, by: Member | None) -> str:
    """« Vous êtes la personne référente de l’EPM de Gramat, par Camille Vidal. »"""
    return f"Vous êtes maintenant la personne référente {of_place(epm.name)}{f', dit {by}' if by else ''}."


def missing_sentence(epm: EPM) -> str:
    return f"Personne n’est nommé référent {to_place(epm.name)}\u00a0: vous prenez le relais."
