"""What is offered: the catalogue, the yearly promise, what members want to learn."""
