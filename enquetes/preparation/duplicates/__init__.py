"""Responses that somebody may have given twice: found with a reason, each decided by a person."""
