"""What people wrote, sorted by hand under short codes: similar texts together, each act kept and undone."""
