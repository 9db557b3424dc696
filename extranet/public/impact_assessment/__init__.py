"""The impact assessment of the records of learners (RGPD, article 35), after the method of the CNIL."""
