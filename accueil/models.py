"""Video desks, tickets and seats."""

from accueil.declic.bodies.models import BodyApproval, TicketBody
from accueil.declic.reimbursements.models import CircuitStep, StatementLine, StepDone, TicketStatement
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket, TicketHolder
from accueil.emission_factors.models import EmissionFactor
from accueil.telework.bookings.models.agreement import SeatSeries, TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.seats.models import Seat, Telecentre
from accueil.telework.trials.models import TeleworkTrial, TrialAgent, TrialDays, TrialFactor, TrialMethod
from accueil.visio.appointments.models import Appointment, AppointmentQuarter
from accueil.visio.opinions.models import OpinionMonth, OpinionReceipt, OpinionTablet, WaitingOpinion
from accueil.visio.partners.models import InterviewMotive, Partner, PartnerOffice, PartnerService
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.slots.models import OpeningSlot, SlotClosure, SlotDay

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
