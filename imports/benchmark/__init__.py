"""How good is matching? Invented lists of which the truth is known, taken through the importer's own steps.

`lists.py` makes and cleans them, `linking.py` links them row by row, `measures.py` counts, `rivals.py` and
`splink_run.py` do the same with other means, `tables.py` writes it down. Nothing here needs a database.
"""
