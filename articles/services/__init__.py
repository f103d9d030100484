"""What changes the rows of `articles`."""
