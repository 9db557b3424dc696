"""What sorts people into categories: a question, a line of a grid, the territory where they live."""
