"""Meetings of the steering committee: convened, with an agenda and papers, held, with those who attended."""
