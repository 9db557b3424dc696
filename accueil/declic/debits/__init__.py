"""Debits of tickets déclic: hours paid for a presence at a discovery session, once, with or without network."""
