"""Who: members and their positions, profiles, invitations, departures, teams, connections, personal data."""
