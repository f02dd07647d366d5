"""Where the rooms meet: Reading + World → Brief."""
