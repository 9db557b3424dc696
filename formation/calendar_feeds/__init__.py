"""Calendar feeds: addresses that a calendar follows without login, until they are taken back."""
