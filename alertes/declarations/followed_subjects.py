"""A person of the network may be followed: their new topics and sheets."""

from collections.abc import Collection

from alertes.choices.subscriptions.subjects import FollowedObject, SubjectKind, numbers
from reseau.people.members.models.member import Member


class PersonSubject(SubjectKind):
    name = "member"
    words = "cette personne"
    heading = "Personnes"
    icon = "users"
    news = "vous saurez quand cette personne ouvre un sujet ou publie une fiche"

    def visible_objects(self, user, keys: Collection[str]) -> dict[str, FollowedObject]:
        people = Member.objects.visible_to(user).filter(pk__in=numbers(keys)).exclude(pk=user.pk)
        return {str(person.pk): FollowedObject(str(person), person.get_absolute_url()) for person in people}


KINDS = (PersonSubject(),)
