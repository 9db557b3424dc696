"""The report of a year in four pages, for whoever finances and follows the network: PDF and spreadsheet."""
