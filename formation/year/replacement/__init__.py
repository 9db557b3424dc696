"""A call for a replacement: a trainer cannot come; of those who are free and able, the first to accept takes it."""
