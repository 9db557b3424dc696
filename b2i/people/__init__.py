"""Learners, their cards and consents, who may read a record and who opened it."""
