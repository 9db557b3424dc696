"""What comes out of records: jury files, statements, figures, and new versions of a framework."""
