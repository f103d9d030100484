"""What the program costs, beside what it cannot cost less than: `make bench`."""
