"""What changes the rows of `factcheck`; each change writes its entry in the same transaction."""
