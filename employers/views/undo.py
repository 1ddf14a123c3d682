"""Messages with a button that takes the last action back."""

from django.contrib import messages
from django.utils.html import format_html


def say_undoable(request, text, url):
    """Say what was done, with an undo button; templates/includes/_messages.html holds the form it posts."""
    button = '<button type="submit" class="crm-textbutton" form="bericht-actie" formaction="{}">Ongedaan maken</button>'
    messages.success(request, format_html("{} " + button, text, url))
