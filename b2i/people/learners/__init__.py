"""Learners: their account and card, their consents, the EPM that follow them."""
