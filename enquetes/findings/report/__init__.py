"""The report of a campaign: one set of figures, as a page, a paper and a spreadsheet."""
