"""The steering committee: its positions, and who holds each of them since when."""
