"""Sessions: half-days, trainers, quotas, occupied rooms and people; their data and rules."""
