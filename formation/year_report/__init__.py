"""The report of a year for its steering committee: on the page, on paper, as a spreadsheet."""
