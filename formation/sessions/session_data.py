"""Data of a session before it is a row: place, trainers, capacity, enrolment dates, waiting list; and its rules."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from formation.sessions.enums import PlaceKind
from formation.sessions.models.session import Session
from formation.sessions.validators import check_capacity
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An EPM, another place with its commune, or the link of a remote meeting."""

    kind: PlaceKind = PlaceKind.EPM
    epm: EPM | None = None
    elsewhere: str = ""
    commune: Commune | None = None
    link: str = ""

    def check(self) -> None:
        if self.kind == PlaceKind.EPM and self.epm is None:
            raise ValidationError({"epm": "Choisissez un EPM."})
        if self.kind == PlaceKind.ELSEWHERE and not self.elsewhere:
            raise ValidationError({"elsewhere": "Donnez le nom et l’adresse du lieu."})
        if self.kind == PlaceKind.ELSEWHERE and self.commune is None:
            raise ValidationError({"commune": "Choisissez la commune du lieu."})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionData:
    """`quotas`: places kept for each territory until `quotas_until`. `trainers`: the first one leads."""

    place: Place
    capacity: int
    minimum: int = 1
    trainers: tuple[Member, ...] = ()
    opens_on: datetime.date | None = None
    closes_on: datetime.date | None = None
    never_trained_first: bool = True
    one_per_epm_first: bool = True
    quotas: dict[Territory, int] = field(default_factory=dict)
    quotas_until: datetime.date | None = None
    note: str = ""
    convocation_days: int = 14
    reminder_days: str = "7, 1"

    @classmethod
    def in_epm(cls, epm: EPM, *, capacity: int, **options) -> "SessionData":
        """Return the data of the usual case, a session in an EPM."""
        return cls(place=Place(epm=epm), capacity=capacity, **options)

    @classmethod
    def of(cls, session: Session) -> "SessionData":
        """Return the data of an existing session, to change a part of it. Three queries."""
        place = Place(
            kind=PlaceKind(session.place_kind),
            epm=session.epm,
            elsewhere=session.elsewhere,
            commune=session.commune,
            link=session.link,
        )
        return cls(
            place=place,
            trainers=tuple(trainer.member for trainer in session.trainers.select_related("member")),
            quotas={quota.territory: quota.places for quota in session.quotas.select_related("territory")},
            **{name: getattr(session, name) for name in COPIED_FIELDS},
        )

    def check(self) -> None:
        """Raise ValidationError on the field at fault."""
        self.place.check()
        check_capacity(self.capacity, self.place.epm)
        if not 1 <= self.minimum <= self.capacity:
            raise ValidationError({"minimum": "Le minimum va de 1 au nombre de places."})
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": "Les inscriptions ne peuvent pas finir avant d’avoir commencé."})
        if sum(self.quotas.values()) > self.capacity:
            raise ValidationError({"quotas": "On garde aux territoires plus de places que la session n’en a."})

    @property
    def columns(self) -> dict:
        """Values for the columns of the session."""
        place = self.place
        place_columns = {"epm": place.epm, "elsewhere": place.elsewhere, "commune": place.commune, "link": place.link}
        return {"place_kind": place.kind, **place_columns, **{name: getattr(self, name) for name in COPIED_FIELDS}}


# Copied unchanged between these data and the columns of the session.
COPIED_FIELDS = (
    "capacity",
    "minimum",
    "opens_on",
    "closes_on",
    "never_trained_first",
    "one_per_epm_first",
    "quotas_until",
    "note",
    "convocation_days",
    "reminder_days",
)
