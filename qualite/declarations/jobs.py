"""Periodic jobs of quality: reminders of actions, of labels that end, of overdue loans. Receipts of the tally."""

from jobs.periodic import DAILY, PeriodicJob
from qualite.activity.visit_tally.services import forget_old_marks
from qualite.labelling.action_plan.services import remind_of_actions
from qualite.labelling.labels.services import remind_of_labels
from qualite.lending.loans.services.reminders import remind_of_overdue_loans

JOBS = (
    PeriodicJob("Actions de la charte à leur jour, rappelées", remind_of_actions, every=DAILY),
    PeriodicJob("Labels qui finissent, rappelés", remind_of_labels, every=DAILY),
    PeriodicJob("Matériel en retard, rappelé", remind_of_overdue_loans, every=DAILY),
    PeriodicJob("Reçus de comptes que nul appareil ne renverra, effacés", forget_old_marks, every=DAILY),
)
