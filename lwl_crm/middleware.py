"""What every answer of the website gets."""

from django.shortcuts import render


class NotAllowedPage:
    """A page in words where Django answers 405 with nothing: whoever had to sign in again in the middle of a save."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
