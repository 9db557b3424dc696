"""Tickets déclic: named, printed, 20 hours each; the ledger of their hours, and a balance that the database holds."""
