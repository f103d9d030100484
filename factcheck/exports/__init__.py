"""Outward forms of what the site holds."""
