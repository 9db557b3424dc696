"""Questionnaires: questions that people answer on paper or on a screen, and their answers, whoever asks them."""
