"""Text as search compares it, in SQL; `employers/names.py` has its twin in Python."""

from django.db import models
from django.db.models import Func


class PlainText(Func):
    """Lower case without accents and punctuation; the SQL function stands in this app's first migration."""

    function = "employers_plain_text"
    output_field = models.TextField()
