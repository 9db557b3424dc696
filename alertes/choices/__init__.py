"""What each person wants to be told: kinds of event, subscriptions, preferences."""
