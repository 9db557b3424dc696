"""The academic jury: candidacies, sessions, files, decisions."""
