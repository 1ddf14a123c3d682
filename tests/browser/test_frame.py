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


ADVISERS = ["/portefeuille/", "/contact/", "/hulpvragen/", "/werkgevers/nieuw/", "/opvolgen/"]
MANAGERS = ["/werkgevers/", "/afstemming/", "/rapporten/{report}/wijzigen/", "/dashboard/", "/netwerken/"]


def test_the_last_button_of_a_page_is_free(open_page, world, adviser_lwl, manager):
    for user, paths in ((adviser_lwl, ADVISERS), (manager, MANAGERS)):
        for path in paths:
            found = open_page(user, path.format(**world)).evaluate(AT_THE_BOTTOM)
            assert (path, found["bar"], found["covered"]) == (path, 0, "")
