"""Kinds of event of what a place offers: appointments by video, seats of telework; mails to people without account."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter, Rhythm

VISIO_NEWS = Kind(
    name="accueil.visio",
    matter=Matter.PLACES,
    sentence="Un rendez-vous visio de mon lieu est pris, déplacé, annulé, ou attend que l’on note s’il a eu lieu.",
    one="nouvelle du point visio",
    many="nouvelles du point visio",
    icon="video",
    rhythm=Rhythm.AT_ONCE,
    facts=("appointment", "appointment_welcome", "closed_place"),
)
# To people without account, who asked for it by giving their address: no line of the preferences.
VISIO_MAIL = Kind(
    name="accueil.visio_mail",
    matter=Matter.PLACES,
    sentence="Ce que lisent les personnes qui ont pris rendez-vous, et le partenaire.",
    one="rendez-vous visio",
    many="rendez-vous visio",
    icon="video",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    is_mailed=False,
    may_be_declined=False,
    facts=("appointment",),
)
SEAT_NEWS = Kind(
    name="accueil.seat",
    matter=Matter.PLACES,
    sentence="Un poste de télétravail de mon lieu est à confirmer, ou se libère.",
    one="nouvelle des postes de télétravail",
    many="nouvelles des postes de télétravail",
    icon="monitor",
    facts=("seat_booking",),
)
TICKET_NEWS = Kind(
    name="accueil.ticket",
    matter=Matter.PLACES,
    sentence="Mon lieu accepte les tickets déclic, ou cesse de les accepter\u00a0; son relevé du mois est arrêté.",
    one="nouvelle du Ticket déclic",
    many="nouvelles du Ticket déclic",
    icon="credit-card",
    facts=("approval",),
)
KINDS = (SEAT_NEWS, TICKET_NEWS, VISIO_NEWS, VISIO_MAIL)
