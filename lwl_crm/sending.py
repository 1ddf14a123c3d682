"""Answering a form that static/concept.js may have sent."""

from django.http import HttpResponse
from django.shortcuts import redirect


def after_saving(request, to):
    """On to the next page. A script gets its address in a header, so that it can drop the draft first."""
    response = redirect(to)
    if "X-Concept" not in request.headers:
        return response
    return HttpResponse(headers={"X-Next": response.url})


def ask_again(request):
    """To a script: ask once more as a browser does, and keep the draft. For what leads elsewhere without saving."""
    return HttpResponse(status=409) if "X-Concept" in request.headers else None
