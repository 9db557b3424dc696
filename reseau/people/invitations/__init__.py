"""Invitations into the network: sent, accepted, become an account and a position."""
