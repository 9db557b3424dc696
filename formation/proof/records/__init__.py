"""Training records: what a member followed over the years, as a page, a PDF and data."""
