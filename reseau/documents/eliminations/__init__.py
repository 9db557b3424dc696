"""Elimination lists: public archives are destroyed under the visa of the Archives départementales, then certified."""
