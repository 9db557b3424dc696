"""Files: uploads of any application, checked, named, stored and served in safety."""
