"""Settings in thin layers: `base` (all of it), then `local`, `test` or `production`."""
