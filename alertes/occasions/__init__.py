"""What people are told of: saved searches, letters, meetings, messages, checks of places."""
