import pytest

from accounts.context_processors import menu


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/werkgevers/12/", "Werkgevers"),
        ("/dashboard/", "Dashboard"),
        ("/doelen/3/", "Dashboard"),
        ("/opvolgen/", "Portefeuille"),
        ("/profiel/", None),
    ],
)
def test_the_menu_marks_where_a_page_lies(path, label, rf, manager):
    request = rf.get(path)
    request.user = manager
    assert [entry["label"] for entry in menu(request)["menu"] if entry.get("is_current")] == ([label] if label else [])


def test_only_an_admin_sees_the_import(rf, manager, admin):
    request = rf.get("/")
    labels = {}
    for user in (manager, admin):
        request.user = user
        labels[user] = [entry["label"] for entry in menu(request)["menu"]]
    assert "Import" in labels[admin]
    assert "Import" not in labels[manager]
