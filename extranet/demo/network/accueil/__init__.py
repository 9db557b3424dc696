"""What places of the demo offer besides workshops: télécentres and their seats, video desks and their appointments."""
