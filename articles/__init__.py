"""What was published, word for word. This package knows nothing of claims."""
