"""Calendar feeds: addresses that calendars follow without login, until they are revoked."""
