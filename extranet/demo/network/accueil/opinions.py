"""What the report of video desks adds to the demo: opinions, days on which rooms were open, the factor of CO2.

All invented, but for the factor, which is the one of the ADEME.
"""

import datetime
import random
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count, DateField
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accueil.emission_factors.services import record_factor
from accueil.visio.appointments.enums import AppointmentState, OpinionAnswer, OpinionQuestion
from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.models import OpinionMonth, column
from accueil.visio.opinions.services import open_tablet
from accueil.visio.slots.models import OpeningSlot, SlotDay
from accueil.visio.slots.slot_days import open_days
from reseau.people.members.models.member import Member

# Of a hundred people, how many say each, the most favourable answer first.
ANSWERS = {OpinionQuestion.WELCOME: (82, 15, 2, 1), OpinionQuestion.EXPECTATIONS: (66, 27, 5, 2)}
# Of a hundred interviews, how many have an opinion.
ANSWERED = 62
SOURCE = "ADEME, Mon impact transport, «\u00a0Voiture (thermique)\u00a0»"
SOURCE_URL = "https://github.com/incubateur-ademe/monimpacttransport"
METHOD = (
    "Le carburant d’une voiture moyenne, sa production comprise, sans la fabrication de la voiture. Une personne par "
    "voiture\u00a0: deux personnes dans la même en éviteraient moitié moins chacune. Chaque entretien est compté "
    "comme un trajet qui aurait été fait\u00a0: certains ne l’auraient pas été, le chiffre est donc un plafond."
)


def build_opinions_on_interviews(*, animators: Sequence[Member], coordinator: Member, draw: random.Random) -> None:
    """Count opinions on past interviews, write the past days of slots, record the factor, open a tablet."""
    record_factor(
        grams=Decimal("193.0"),
        applies_from=datetime.date(2020, 1, 1),
        source=SOURCE,
        source_url=SOURCE_URL,
        method=METHOD,
        by=coordinator,
    )
    _past_days()
    OpinionMonth.objects.bulk_create(_months(draw))
    open_tablet(epm=animators[0].main_position.epm, by=animators[0])


def _past_days() -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    SlotDay.objects.bulk_create(
        SlotDay(slot=slot, day=day)
        for slot in OpeningSlot.objects.order_by("pk")
        for day in open_days(
            weekday=slot.weekday, begins=slot.begins, ends=slot.ends, since=slot.first_day, until=yesterday
        )
    )


def _months(draw: random.Random) -> list[OpinionMonth]:
    held = Appointment.objects.filter(state=AppointmentState.SEEN).order_by()
    by_month = held.annotate(month=TruncMonth("day", output_field=DateField()))
    counts = by_month.values_list("room__epm", "partner", "month").annotate(seen=Count("pk"))
    months = []
    for epm, partner, month, seen in counts.order_by("room__epm", "partner", "month"):
        received = sum(draw.randrange(100) < ANSWERED for _ in range(seen))
        given = {
            column(question, answer): count
            for question, weights in ANSWERS.items()
            for answer, count in Counter(draw.choices(list(OpinionAnswer), weights, k=received)).items()
        }
        months.append(
            OpinionMonth(epm_id=epm, partner_id=partner, month=month, interviews=seen, received=received, **given)
        )
    return months
