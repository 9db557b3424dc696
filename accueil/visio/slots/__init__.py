"""When a room is open for a partner: each week or once, and the days on which it is not."""
