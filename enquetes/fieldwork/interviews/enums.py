"""What came of a person whom an interviewer met, or looked for, without an interview."""

from django.db import models


class ContactOutcome(models.TextChoices):
    """Named as the count of `InterviewDay` that it adds to."""

    REFUSED = "refused", "A refusé"
    ABSENT = "absent", "Absent"
