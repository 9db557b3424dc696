"""Criteria that people type among their words: « tablette 2 h débutants sans internet »."""
