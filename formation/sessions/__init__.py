"""Sessions: their half-days, rooms and people, in data, in words and on paper."""
