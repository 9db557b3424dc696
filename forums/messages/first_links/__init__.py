"""First links: a message of a new member that leads outside the site is read by somebody before it is published."""
