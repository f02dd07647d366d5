"""Who exists when, what it is called, who holds office, where a place lies."""
