"""The frame around every page: the bar above stays in sight, and nothing lies under the menu bar of a phone."""

import pytest

pytestmark = pytest.mark.browser

AT_THE_BOTTOM = """() => {
    window.scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'});
    const shown = (each) => each.checkVisibility({visibilityProperty: true}) && each.getBoundingClientRect().width > 1;
    const place = (each) => each.getClientRects()[0];
    const all = [...document.querySelectorAll('main :is(a[href], button, summary, input:not([type=hidden]))')];
    const last = all.filter(shown).reduce((low, each) => (place(each).bottom >= place(low).bottom ? each : low));
    const box = place(last);
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        bar: document.querySelector('.crm-top').getBoundingClientRect().top,
        covered: last.contains(hit) || hit?.closest('label')?.contains(last) ? '' : last.outerHTML.slice(0, 120),
    };
}"""


def at_the_bottom(open_page, user, path):
    page = open_page(user, path)
    return page.evaluate(AT_THE_BOTTOM)


ADVISERS = ["/portefeuille/", "/contact/", "/hulpvragen/", "/werkgevers/nieuw/", "/opvolgen/"]
MANAGERS = ["/werkgevers/", "/afstemming/", "/rapporten/{report}/wijzigen/", "/dashboard/", "/netwerken/"]


@pytest.mark.parametrize("path", ADVISERS)
def test_an_adviser_reaches_the_last_button(open_page, world, adviser_lwl, path):
    found = at_the_bottom(open_page, adviser_lwl, path.format(**world))
    assert (found["bar"], found["covered"]) == (0, "")


@pytest.mark.parametrize("path", MANAGERS)
def test_a_manager_reaches_the_last_button(open_page, world, manager, path):
    found = at_the_bottom(open_page, manager, path.format(**world))
    assert (found["bar"], found["covered"]) == (0, "")
