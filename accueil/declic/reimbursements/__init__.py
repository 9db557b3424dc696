"""Reimbursement of bodies for tickets: a statement for each month, the steps to its payment as data, a table."""
