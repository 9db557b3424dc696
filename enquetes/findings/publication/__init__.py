"""Results that a campaign shows to everybody, as they were on the day when the coordination published them."""
