"""What somebody sent after their session had ended is not saved: remembered until they signed in and read so."""

UNSAVED = "unsaved"
NOT_SAVED = "U was uitgelogd. Wat u invulde is niet opgeslagen."


def remember_unsaved(request) -> None:
    request.session[UNSAVED] = NOT_SAVED


def take_unsaved(request) -> str:
    """What to say, once; empty when nothing was lost."""
    return request.session.pop(UNSAVED, "")
