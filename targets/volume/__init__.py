"""A register of any size, filled in seconds, to measure pages on: never for people to look at."""
