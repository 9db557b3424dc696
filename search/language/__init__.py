"""French as people search it: words, stems, pieces, names, spelling, extracts."""
