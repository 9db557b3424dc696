"""Texts near in meaning: what is kept of documents, what is found."""
