"""Any two questions of a campaign crossed, on a page and as a file."""
