"""Kilometres: what trainings make people drive, who is refunded, on which papers."""
