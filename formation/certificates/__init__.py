"""Certificates: given as soon as attendance proves them, shown, checked by number, taken back."""
