"""Invitations to calendars: half-days as events, one message for one change."""
