"""One agenda of the network: dates that each app gives, meetings announced here, calendars that follow."""
