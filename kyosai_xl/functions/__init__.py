"""The spreadsheet functions: one catalogue, from which everything else is generated."""
