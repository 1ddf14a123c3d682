"""What the log says."""

import logging


class RefusalInOneLine(logging.Filter):
    """A page that is refused or not found is no mistake of ours: its line needs no traceback."""

    def filter(self, record):
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
