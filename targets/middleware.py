"""What pages show is counted again after every change on the website, before somebody looks."""

from django.db import transaction

from targets.tasks import count_soon

SAFE = ("GET", "HEAD", "OPTIONS")


class CountAfterChange:
    """By the worker and not by who changed it; the timetable looks after all other changes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in SAFE and response.status_code < 400:
            transaction.on_commit(count_soon, robust=True)
        return response
