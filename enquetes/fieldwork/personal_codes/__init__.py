"""Personal codes: drawn in batches, printed on slips, each good for one response and tied to none."""
