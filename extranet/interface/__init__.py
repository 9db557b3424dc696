"""The frame of every page: help, display choices, style sheet, form fields, shared context."""
