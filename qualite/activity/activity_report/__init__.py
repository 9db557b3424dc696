"""The year of a place and of the network, from confirmed months: page, paper and spreadsheet, with each definition."""
