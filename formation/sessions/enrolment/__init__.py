"""Enrolment: places and waiting list, offers, employer’s agreement, convocations."""
