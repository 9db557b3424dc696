"""Enrolment: places and the waiting list, offers, the employer’s agreement, convocations."""
