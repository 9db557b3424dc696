"""Publication: a sheet is sent to review, published, sent back or withdrawn, and who is notified."""
