"""Sources: what each application lets people find, as documents."""
