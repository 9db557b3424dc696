"""Mails: planned, composed, sent once whatever dies, stopped by a link."""
