"""Pages where the coordination writes questionnaires."""
