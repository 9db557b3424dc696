"""Sessions: half-days, trainers, rooms; who enrols, rides, invitations and calendars."""
