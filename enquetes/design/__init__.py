"""What a campaign asks, of whom, and its variables."""
