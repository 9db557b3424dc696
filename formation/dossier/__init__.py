"""The dossier of a session: what goes into it, under which names, how the archive is written."""
