"""The team of an EPM, for those who answer for it: who is there, who is of reference, who is invited."""
