"""What people ask: criteria in their words, synonyms, results, the journal."""
