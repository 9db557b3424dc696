"""Dossiers: many papers and files in one archive, built by the worker while a page shows the progress.

An application defines its dossiers (a model derived from `models.Dossier`), their contents (`making.Contents`), and
who asks for them.
"""
