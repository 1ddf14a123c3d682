"""Return files: each party its own list back, with what the register knows better in columns at the right."""
