"""Documents of a project: joined by its people, read by all who read the project."""
