"""The half-year report: counted once (figures), with suggested words, written as Word file and PDF."""
