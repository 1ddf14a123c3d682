"""The plan of approach: its first version, the progress of it, and changing it."""
