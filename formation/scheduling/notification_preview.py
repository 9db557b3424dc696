"""Who is told of what is done to a session, and how: a notice in the site, a mail, what updates her calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alertes.enums import Matter
from alertes.mails.models.mail_choice import wants
from formation.invitations.events import CANCEL, REQUEST
from formation.invitations.invitations import seated
from formation.scheduling.notices import people_told
from formation.sessions.models.session import Session
from reseau.members.models.member import Member

CALENDAR_WORDS = {REQUEST: "courriel qui met son agenda à jour", CANCEL: "courriel qui libère son agenda"}


@dataclass(frozen=True, slots=True)
class Told:
    """`methods` are those of the invitations that her mails bring; `why_no_mail` says why nothing is mailed to her."""

    member: Member
    has_notice: bool
    is_mailed: bool
    methods: tuple[str, ...] = ()
    why_no_mail: str = ""

    @property
    def ways(self) -> str:
        """« alerte, courriel qui met son agenda à jour », « alerte ; pas de courriel : elle n’a pas d’adresse »."""
        ways = ["alerte"] if self.has_notice else []
        if self.is_mailed:
            ways += [CALENDAR_WORDS[method] for method in self.methods] or ["courriel"]
        said = ", ".join(ways)
        return f"{said}\u00a0; pas de courriel\u00a0: {self.why_no_mail}" if self.why_no_mail else said


def told_of_cancellation(session: Session, *, by: Member) -> list[Told]:
    """Nothing is written: what is to be told is known beforehand."""
    people = [member for member in people_told(session) if member != by]
    expected = seated(session)
    reachable = _reachable(people)
    mails = {pk: [CANCEL] if pk in expected else [] for pk in reachable}
    return told(people, notices={member.pk for member in people}, mails=mails)


def told(people: Iterable[Member], *, notices: set[int], mails: Mapping[int, Iterable[str]]) -> list[Told]:
    """`mails`: for whoever is mailed, the methods of the invitations that she gets."""
    people = list(people)
    left = {member.pk for member in people} - set(_in_network(people))
    return [
        Told(
            member,
            has_notice=member.pk in notices,
            is_mailed=member.pk in mails,
            methods=tuple(mails.get(member.pk, ())),
            why_no_mail="" if member.pk in mails else _why_no_mail(member, left),
        )
        for member in people
    ]


def _why_no_mail(member: Member, left: set[int]) -> str:
    if member.pk in left:
        return "n’est plus dans le réseau"
    if not member.email:
        return "pas d’adresse électronique"
    return "n’en veut pas sur ses formations"


def _in_network(people: Iterable[Member]):
    return Member.objects.in_network().filter(pk__in=[member.pk for member in people]).values_list("pk", flat=True)


def _reachable(people: Iterable[Member]):
    return _in_network(people).filter(wants(Matter.TRAINING), email__isnull=False)
