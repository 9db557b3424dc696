"""The catalogue: trainings, their programme and their kit."""
