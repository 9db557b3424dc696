"""Certificates: issued as soon as attendance proves them, shown, checked by number, revoked."""
