"""The catalogue: trainings, the kit that goes with each, their programme on paper."""
