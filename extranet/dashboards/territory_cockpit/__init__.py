"""The cockpit of a territory: what its animator acts upon on a Monday morning, most urgent first."""
