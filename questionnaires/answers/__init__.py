"""Responses to a questionnaire, and their answers one by one, as figures are counted from them."""
