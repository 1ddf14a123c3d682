"""What somebody reads on a page."""

import re


def text_of(response) -> str:
    """The words of a page without its tags, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
