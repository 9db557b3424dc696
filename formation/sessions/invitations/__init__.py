"""Calendar invitations: half-days as events, one message for each change."""
