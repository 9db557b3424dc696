"""Kinds of event of the training year."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter, Rhythm

SESSION_DATES = Kind(
    name="formation.session_dates",
    matter=Matter.TRAINING,
    sentence="Une place, une convocation, une date qui change ou qui est annulée.",
    one="date de formation",
    many="dates de formation",
    icon="calendar-days",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    facts=("session",),
)
TRAINING_NEWS = Kind(
    name="formation.training_news",
    matter=Matter.TRAINING,
    sentence="Un rappel, un covoiturage, un avis à donner, une attestation.",
    one="nouvelle de vos formations",
    many="nouvelles de vos formations",
    icon="graduation-cap",
    facts=("session", "certificate"),
)
TRAINING_WISHED = Kind(
    name="formation.training_wished",
    matter=Matter.TRAINING,
    sentence="Une formation que vous attendiez est programmée.",
    one="formation attendue",
    many="formations attendues",
    icon="graduation-cap",
    facts=("session", "session_opening"),
)
# Who is ill is replaced within days: it leaves at once.
REPLACEMENT = Kind(
    name="formation.replacement",
    matter=Matter.TRAINING,
    sentence="On cherche quelqu’un pour assurer une formation, et quelqu’un l’a prise.",
    one="remplacement",
    many="remplacements",
    icon="graduation-cap",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    facts=("session",),
)
KINDS = (SESSION_DATES, TRAINING_NEWS, TRAINING_WISHED, REPLACEMENT)
