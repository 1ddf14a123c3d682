"""A working day in quick time: people open pages of the website as it runs, and an adviser logs contacts meanwhile."""

import os
import random
import statistics
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from unittest.mock import patch
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import Role, User
from lwl_crm import run
from targets.volume.pages import CALM, Page, Spread, time_sum

AT_ONCE = 8  # requests; more have to wait for each other
SEED = 20  # the same day every time
FORM, SAVING = "Contact: het formulier", "Contact: opslaan"
CSRF_LENGTH = 32
IDLE, COUNTING = 0.3, 5  # seconds: without a visit before the machine is tried, and that the worker counts a change


@dataclass(frozen=True)
class Pace:
    """Visits and contacts a minute, at moments of chance, and for how many minutes."""

    visits: int
    contacts: int
    minutes: float

    def moments(self, a_minute: int, chance: random.Random) -> list[float]:
        """Seconds from the start."""
        return [chance.uniform(0, 60 * self.minutes) for _ in range(round(a_minute * self.minutes))]


@dataclass(frozen=True)
class Browser:
    """Of somebody who is signed in."""

    site: str
    cookies: dict[str, str]

    @classmethod
    def of(cls, user: User, site: str) -> "Browser":
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        token = get_random_string(CSRF_LENGTH)
        return cls(site, {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token})

    def open(self, path: str, form: dict[str, str] | None = None) -> float:
        """Milliseconds until the whole answer is there; an answer that is no page stops the measurement."""
        data = form and urlencode(form | {"csrfmiddlewaretoken": self.cookies[settings.CSRF_COOKIE_NAME]}).encode()
        request = urllib.request.Request(self.site + path, data)
        request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        began = time.perf_counter()
        with _straight().open(request) as answer:
            answer.read()
            if answer.status != (302 if form else 200):
                raise RuntimeError(f"{path} answered {answer.status}")
        return 1000 * (time.perf_counter() - began)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Where a form leads to is a visit of its own."""

    def redirect_request(self, *_args):
        return None

    def http_error_302(self, _request, answer, *_rest):
        return answer


def _straight():
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())


@contextmanager
def website(port: int, environment: dict[str, str]) -> Iterator[str]:
    """The web process and the worker as `make run` starts them; both are gone afterwards."""
    web, worker, _timetable = run.our_parts(port)
    try:
        with patch.dict(os.environ, environment):
            web.start()
            worker.start()
        site = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + run.START_SECONDS
        while not run.answers(f"{site}/gezond/"):
            if web.process.poll() is not None or time.monotonic() > deadline:
                raise run.RunError("De website start niet. De melding hierboven zegt waarom.")
            time.sleep(0.2)
        yield site
    finally:
        run.stop_all([web, worker])


class Machine:
    """Whether others keep it busy: what the same sum takes, tried while the website has nothing to do."""

    def __init__(self):
        self.tried: list[float] = []
        self.busy_until = 0.0
        self._try()

    def is_calm(self, tried: float) -> bool:
        return tried <= CALM * min(self.tried)

    def wait(self, until: float) -> None:
        """Try it meanwhile when there is time, unless a contact was logged just before."""
        if until - time.monotonic() > 2 * IDLE and time.monotonic() > self.busy_until:
            self._try()
        time.sleep(max(0, until - time.monotonic()))

    def _try(self):
        """After some rest each time: who rested begins slower."""
        time.sleep(IDLE)
        self.tried.append(statistics.median(time_sum() for _ in range(3)))


def live(
    site: str, pages: Sequence[Page], people: dict[str, User], employers: Sequence[int], pace: Pace
) -> dict[str, Spread]:
    """By name of a page what its visits took; contacts are logged with these employers, one after the other."""
    chance = random.Random(SEED)
    browsers = {role: Browser.of(user, site) for role, user in people.items()}
    paths = [(page.name, page.address, browsers[page.role]) for page in pages]
    for _, path, browser in paths:
        browser.open(path)  # a first visit of each process loads what it needs
    turn = cycle(employers)
    spent: dict[str, list[tuple[float, float]]] = defaultdict(list)
    machine = Machine()

    def time_visit(name, browser, *asked):
        tried = machine.tried[-1]
        spent[name].append((browser.open(*asked), tried))

    def visit():
        name, path, browser = chance.choice(paths)
        time_visit(name, browser, path)

    def log():
        path = reverse("outreach:contact_create", args=[next(turn)])
        time_visit(FORM, browsers[Role.ADVISER], path)
        time_visit(SAVING, browsers[Role.ADVISER], path, _talk())
        machine.busy_until = time.monotonic() + COUNTING

    planned = [(at, visit) for at in pace.moments(pace.visits, chance)]
    planned += [(at, log) for at in pace.moments(pace.contacts, chance)]
    _do(sorted(planned, key=lambda each: each[0]), machine)
    return {
        name: Spread([took for took, _ in visits], [took for took, tried in visits if machine.is_calm(tried)])
        for name, visits in spent.items()
    }


def _do(planned: list[tuple[float, Callable[[], None]]], machine: Machine) -> None:
    """Each at its moment, also when the one before it is not ready."""
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        going = []
        for at, work in planned:
            going = [each for each in going if not each.done() or each.result()]
            if going:
                time.sleep(max(0, began + at - time.monotonic()))
            else:
                machine.wait(until=began + at)
            going.append(pool.submit(work))
        for each in going:
            each.result()


def _talk() -> dict[str, str]:
    moment = timezone.localtime(timezone.now() - timedelta(minutes=1))
    return {
        "channel": "phone", "happened_at": moment.strftime("%Y-%m-%dT%H:%M"), "initiative": "ours", "result": "spoken",
        "topics": "learning",
    }  # fmt: skip
