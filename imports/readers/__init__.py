"""Reading delivered files: `files.py` is the door.

Nothing is imported here: the process that opens a spreadsheet (`child.py`) starts anew for every look at one.
"""
