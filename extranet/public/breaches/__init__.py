"""The log of breaches of personal data (RGPD, article 33, paragraph 5)."""
