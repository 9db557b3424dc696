"""Summary of a session, point by point, to compare two states of it."""

from formation.enums import DayPart
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from reseau.texts.wording import day_in_full, hours_in_words

NONE = ("–",)


def session_summary(session_key: int) -> dict[str, tuple[str, ...]]:
    """Return the lines of each point, as the database has them now."""
    session = Session.objects.select_related("epm__commune", "commune").get(pk=session_key)
    trainers = [str(trainer.member) for trainer in session.trainers.select_related("member")]
    quotas = [f"{quota.territory}\u00a0: {quota.places}" for quota in session.quotas.select_related("territory")]
    return {
        "Lieu": (session.place,),
        "Lien de la réunion": (session.link,) if session.link else NONE,
        "Demi-journées": tuple(slot_in_words(half_day.slot) for half_day in session.half_days.all()),
        "Formation assurée par": tuple(trainers) or NONE,
        "Places": (str(session.capacity),),
        "À savoir avant de venir": (session.note,) if session.note else NONE,
        "Convocation": (f"{session.convocation_days}\u00a0j avant",),
        "Rappels": tuple(f"{days}\u00a0j avant" for days in session.reminder_delays) or NONE,
        "Minimum de personnes": (str(session.minimum),),
        "Inscriptions": enrolment_dates(session),
        "Places gardées": tuple(quotas) or NONE,
        "Places gardées jusqu’au": _day(session.quotas_until),
        "Liste d’attente": waiting_list_rules(session),
    }


def slot_in_words(slot: Slot) -> str:
    return f"{day_in_full(slot.date)}, {DayPart(slot.part).label}, {hours_in_words(slot.start, slot.end)}"


def enrolment_dates(session: Session) -> tuple[str, ...]:
    opens = f"à partir du {day_in_full(session.opens_on)}" if session.opens_on else "dès l’annonce"
    closes = f"jusqu’au {day_in_full(session.closes_on)}" if session.closes_on else "jusqu’à la première demi-journée"
    return opens, closes


def waiting_list_rules(session: Session) -> tuple[str, ...]:
    rules = [
        (session.never_trained_first, "priorité aux personnes jamais formées"),
        (session.one_per_epm_first, "puis une personne par EPM"),
    ]
    return (*(words for is_chosen, words in rules if is_chosen), "dans l’ordre des demandes")


def _day(day) -> tuple[str, ...]:
    return (day_in_full(day),) if day else NONE
