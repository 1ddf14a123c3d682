"""The invented year that `make run` starts with: people, portfolios, contacts, overlaps and targets."""
