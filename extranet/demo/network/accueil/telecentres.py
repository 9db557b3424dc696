"""Télécentres of the demo: that of the first animator, and a few others, with their seats."""

from collections.abc import Sequence

from accueil.telework.enums import SeatFeature
from accueil.telework.seats.models import Seat, Telecentre
from accueil.telework.seats.services import save_seat, save_telecentre
from reseau.people.members.models.member import Member

WEEK = (0, 1, 2, 3, 4)
COMMON = (SeatFeature.SCREEN, SeatFeature.DOCK)
SEATS = (
    ("Fenêtre", (*COMMON, SeatFeature.QUIET)),
    ("Mezzanine", (SeatFeature.SCREEN, SeatFeature.HEADSET, SeatFeature.WEBCAM)),
    ("Bureau du fond", (*COMMON, SeatFeature.PHONE_BOOTH, SeatFeature.ACCESSIBLE)),
    ("Grande table", (SeatFeature.PRINTER,)),
)
ADVICE = ("Sonnez à l’accueil. Gratuit la première semaine.", "Demandez la clé à la mairie.", "")


def build_telecentres(*, animators: Sequence[Member]) -> list[Telecentre]:
    """Open a télécentre for the first animator, with four seats, and for four others, with two or three."""
    found: dict[int, Telecentre] = {}
    for member in [animators[0], *animators[9:60:9]]:
        position = member.main_position
        if position is None or position.epm is None or position.epm_id in found:
            continue
        rank = len(found)
        telecentre = save_telecentre(
            epm=position.epm,
            mornings=WEEK,
            afternoons=WEEK if rank % 2 == 0 else WEEK[:3],
            advice=ADVICE[rank % len(ADVICE)],
            notice_days=2,
            is_open=True,
            by=member,
        )
        _seats(telecentre, SEATS if rank == 0 else SEATS[: 2 + rank % 2])
        found[position.epm_id] = telecentre
    return list(found.values())


def _seats(telecentre: Telecentre, seats: Sequence[tuple]) -> list[Seat]:
    return [
        save_seat(telecentre=telecentre, name=name, equipment=[feature.value for feature in features])
        for name, features in seats
    ]
