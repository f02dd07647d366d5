"""What we know, since when, from whom."""
