"""Periodic jobs of quality: reminders of actions, of labels that end, of overdue loans. Receipts of the tally."""

from jobs.periodic import DAILY, PeriodicJob
from qualite.action_plan.services import remind_of_actions
from qualite.labels.services import remind_of_labels
from qualite.loans.services.reminders import remind_of_overdue_loans
from qualite.visit_tally.services import forget_old_marks

JOBS = (
    PeriodicJob("Actions de la charte à leur jour, rappelées", remind_of_actions, every=DAILY),
    PeriodicJob("Labels qui finissent, rappelés", remind_of_labels, every=DAILY),
    PeriodicJob("Matériel en retard, rappelé", remind_of_overdue_loans, every=DAILY),
    PeriodicJob("Reçus de comptes que nul appareil ne renverra, effacés", forget_old_marks, every=DAILY),
)
