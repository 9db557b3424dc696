"""Periodic jobs of what a place offers: days of video slots, reminders, seats to confirm, names erased."""

from accueil.declic.reimbursements.services import destroy_old_statements
from accueil.declic.tickets.services import destroy_old_history, erase_holders, repair_balances
from accueil.telework.bookings.services.bookings import erase_worker_names
from accueil.telework.bookings.services.series import ask_for_confirmations, free_unconfirmed
from accueil.visio.appointments.services.erasure import erase_people
from accueil.visio.appointments.services.reminders import (
    remind_of_outcomes,
    remind_people_of_tomorrow,
    replace_absent_welcomers,
    warn_of_closed_places,
)
from accueil.visio.opinions.services import count_waiting_opinions, forget_old_receipts
from accueil.visio.slots.services import refresh_all_days
from jobs.periodic import DAILY, HOURLY, PeriodicJob

JOBS = (
    PeriodicJob("Jours des points visio, tenus à jour", refresh_all_days, every=DAILY),
    PeriodicJob("Rendez-vous visio du lendemain, rappelés", remind_people_of_tomorrow, every=HOURLY),
    PeriodicJob("Rendez-vous visio passés, à noter", remind_of_outcomes, every=DAILY),
    PeriodicJob("Rendez-vous visio sans personne pour accueillir, confiés", replace_absent_welcomers, every=DAILY),
    PeriodicJob("Rendez-vous visio de lieux fermés, signalés", warn_of_closed_places, every=DAILY),
    PeriodicJob("Personnes des rendez-vous visio, effacées", erase_people, every=DAILY),
    PeriodicJob("Relevés de tickets de plus de dix ans, détruits", destroy_old_statements, every=DAILY),
    PeriodicJob("Noms sur les tickets déclic finis, effacés", erase_holders, every=DAILY),
    PeriodicJob("Tickets déclic de plus de dix ans, détruits", destroy_old_history, every=DAILY),
    PeriodicJob("Soldes des tickets déclic, comparés à leurs écritures", repair_balances, every=DAILY),
    PeriodicJob("Postes de télétravail à confirmer, demandés", ask_for_confirmations, every=DAILY),
    PeriodicJob("Postes de télétravail sans confirmation, libérés", free_unconfirmed, every=DAILY),
    PeriodicJob("Noms des personnes en télétravail, effacés", erase_worker_names, every=DAILY),
    PeriodicJob("Avis dont l’entretien est noté depuis, comptés", count_waiting_opinions, every=DAILY),
    PeriodicJob("Reçus d’avis que nul appareil ne renverra, effacés", forget_old_receipts, every=DAILY),
)
