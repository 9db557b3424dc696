"""Video desks, tickets and seats."""

from accueil.appointments.models import Appointment, AppointmentQuarter
from accueil.emission_factors.models import EmissionFactor
from accueil.opinions.models import OpinionMonth, OpinionReceipt, OpinionTablet, WaitingOpinion
from accueil.partners.models import InterviewMotive, Partner, PartnerOffice, PartnerService
from accueil.reimbursements.models.circuit import CircuitStep, StepDone
from accueil.reimbursements.models.statement import StatementLine, TicketStatement
from accueil.seat_bookings.models.agreement import SeatSeries, TeleworkAgreement
from accueil.seat_bookings.models.booking import SeatBooking
from accueil.seats.models import Seat, Telecentre
from accueil.telework_trials.models.method import TrialFactor, TrialMethod
from accueil.telework_trials.models.trial import TeleworkTrial, TrialAgent, TrialDays
from accueil.ticket_bodies.models import BodyApproval, TicketBody
from accueil.tickets.models.batch import TicketBatch
from accueil.tickets.models.ledger import LedgerEntry
from accueil.tickets.models.ticket import Ticket, TicketHolder
from accueil.visio_rooms.models import VisioDesk, VisioRoom
from accueil.visio_slots.models import OpeningSlot, SlotClosure, SlotDay

__all__ = [
    "Appointment",
    "AppointmentQuarter",
    "BodyApproval",
    "CircuitStep",
    "EmissionFactor",
    "InterviewMotive",
    "LedgerEntry",
    "OpeningSlot",
    "OpinionMonth",
    "OpinionReceipt",
    "OpinionTablet",
    "Partner",
    "PartnerOffice",
    "PartnerService",
    "Seat",
    "SeatBooking",
    "SeatSeries",
    "SlotClosure",
    "SlotDay",
    "StatementLine",
    "StepDone",
    "Telecentre",
    "TeleworkAgreement",
    "TeleworkTrial",
    "Ticket",
    "TicketBatch",
    "TicketBody",
    "TicketHolder",
    "TicketStatement",
    "TrialAgent",
    "TrialDays",
    "TrialFactor",
    "TrialMethod",
    "VisioDesk",
    "VisioRoom",
    "WaitingOpinion",
]
