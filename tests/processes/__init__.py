"""The site as real processes on a bad day: killed, without disk, without database, under another clock."""
