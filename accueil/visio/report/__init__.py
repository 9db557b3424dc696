"""The report of video desks: interviews, rooms, opinions and journeys avoided, by place, partner and month."""
