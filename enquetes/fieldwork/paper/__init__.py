"""Answers on paper: batches of sheets, each keyed twice, the differences decided, then collected."""
