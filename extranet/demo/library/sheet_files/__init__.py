"""Files of the demo’s sheets: hand-outs, kits to print, pictures."""
