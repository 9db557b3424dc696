"""Periodic jobs of the quality charter: reminders of actions and of labels that end."""

from jobs.periodic import DAILY, PeriodicJob
from qualite.action_plan.services import remind_of_actions
from qualite.labels.services import remind_of_labels

JOBS = (
    PeriodicJob("Actions de la charte à leur jour, rappelées", remind_of_actions, every=DAILY),
    PeriodicJob("Labels qui finissent, rappelés", remind_of_labels, every=DAILY),
)
