"""Pooling: purchases that several EPM make together, agreements that they sign together."""
