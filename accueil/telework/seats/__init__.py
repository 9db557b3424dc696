"""A télécentre: the part of a place where people telework, its seats, their equipment, its open half-days."""
