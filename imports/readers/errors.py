"""The one exception that leaves the readers."""


class BadFile(ValueError):
    """The file cannot be read; the message is Dutch, for an administrator: what is wrong and what to do."""
