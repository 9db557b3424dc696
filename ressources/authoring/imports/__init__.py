"""Imports: documents that an EPM had before the site are uploaded, read and turned into drafts."""
