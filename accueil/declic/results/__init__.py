"""Results of tickets déclic by cohort: hours used, people who stopped, skills reached; never under five people."""
