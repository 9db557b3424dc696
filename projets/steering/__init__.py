"""The committee: its members, meetings, decisions, minutes."""
