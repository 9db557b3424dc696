"""What is coming and what is new, and the private addresses that let a member follow both."""
