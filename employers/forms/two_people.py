"""Two people at once on one employer: a form writes what its user changed, and shows what both changed."""

import json
from dataclasses import dataclass

from django import forms

from employers.forms.size import FIELDS as SIZE_FIELDS
from employers.provenance import SIZE, read_value, text_of


@dataclass(frozen=True)
class Conflict:
    """A field that this person and somebody else both changed, in words."""

    label: str
    yours: str
    theirs: str


def plain(value):
    """A value as a browser would send it back."""
    if value in (None, False, ""):
        return ""
    if value is True or value == "on":
        return "on"
    return (value.isoformat() if hasattr(value, "isoformat") else str(value)).replace("\r\n", "\n").strip()


def _whole(names):
    """Of a size everything or nothing: number, class, source and day belong together."""
    return names | set(SIZE_FIELDS) if names & set(SIZE_FIELDS) else names


class TwoPeopleMixin:
    """Needs `employer`, `current` (what stands there now, as plain text by field) and a hidden field `basis`."""

    @property
    def basis_shown(self):
        """What the form showed when it was opened; when that is damaged, what stands there now."""
        try:
            found = json.loads(self["basis"].data or "")
        except ValueError:
            return self.current
        return found if isinstance(found, dict) else self.current

    @property
    def changed(self):
        """Names of the fields with another value than the form was opened with."""
        return _whole({name for name in self.current if self._typed(name) != self.basis_shown.get(name, "")})

    @property
    def changed_elsewhere(self):
        """Names of the fields that somebody else changed since the form was opened."""
        return _whole({name for name, now in self.current.items() if now != self.basis_shown.get(name, "")})

    def conflicts(self) -> list[Conflict]:
        both = self.changed & self.changed_elsewhere
        differing = [name for name in self.current if name in both and self._typed(name) != self.current[name]]
        found = [self._conflict(name) for name in differing if name not in SIZE_FIELDS]
        if set(differing) & set(SIZE_FIELDS):
            found.append(Conflict("Omvang", self._size_typed(), text_of(read_value(self.employer, SIZE)) or "onbekend"))
        return found

    def _conflict(self, name):
        yours, theirs = self._words(name, self._typed(name)), self._words(name, self.current[name])
        return Conflict(self.fields[name].label, yours, theirs)

    def beside(self):
        """The same form on what stands there now: this person's changes in the fields, the others' everywhere else."""
        mine = {name: self.data.get(name, "") for name in self.changed}
        hidden = {"version": self.employer.version, "basis": json.dumps(self.current)}
        return type(self)(self.current | mine | hidden, employer=self.employer)

    def _typed(self, name):
        return plain(self[name].data)

    def _words(self, name, value):
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            found = field.queryset.filter(pk=value).first() if value else None
            return str(found) if found else "leeg"
        if isinstance(field, forms.BooleanField):
            return "ja" if value else "nee"
        return value or "leeg"

    def _size_typed(self):
        known = {"number": self._typed("size_number"), "class": self._words_of_class()}
        return known.get(self._typed("size_kind"), "onbekend")

    def _words_of_class(self):
        return dict(self.fields["size_class"].choices).get(self._typed("size_class"), "")
