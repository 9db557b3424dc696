"""A questionnaire being filled in: which questions are asked, what an answer may be, on a screen or elsewhere."""
