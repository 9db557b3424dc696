"""The report of a year for its steering committee: page, PDF, spreadsheet."""
