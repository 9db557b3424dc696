"""Dossiers: many papers and files in one archive, that the worker makes while somebody watches how far it is.

An application says which dossiers there are (a model on `model.Dossier`), what is in one (`making.Contents`), and who
asks for it.
"""
