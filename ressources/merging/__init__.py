"""Uniting what two people wrote from the same version of a sheet, without dropping a text of either."""
