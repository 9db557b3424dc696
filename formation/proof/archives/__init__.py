"""Intermediate archive of training: who followed or gave what, once their account is erased."""
