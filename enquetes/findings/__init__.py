"""What the answers say: tables, maps, reports, open data."""
