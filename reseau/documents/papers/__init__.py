"""Papers: what leaves the site as a PDF, a spreadsheet or a QR code."""
