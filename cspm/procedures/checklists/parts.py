"""What a technical checklist is made of, as data: checklists, their steps, and the tests a value must stand. Pure."""

from __future__ import annotations

from decimal import Decimal

from cspm.core.figures import Figure
from cspm.errors import Code
from cspm.tuples import NamedTuple

Bound = Figure | Decimal | None
OTHER = "R050"
"""The rule of what the manual asks to be in order without a rule of its own: the work is tried out and good (2.5.3)."""


class Test(NamedTuple):
    """What a value must be: `how` is yes, between, same, load, clamps, pressure or deviation.

    `least` and `most` are the figures behind it (a site's own checklists have plain numbers), `beside` the steps whose
    values it is held against.
    """

    rule: str
    how: str
    least: Bound = None
    most: Bound = None
    beside: tuple[str, ...] = ()


class Check(NamedTuple):
    """One step: its `name` (the code that is typed), what is done or looked at (`text`, a message id), and its value.

    `kind` is yes, number, count (a whole number), text or choice; `unit` that of numbers. `required` steps must have a
    value when the work is finished. `label` is that of a site's own step, as the site wrote it.
    """

    name: str
    text: str
    kind: str = "yes"
    unit: str = ""
    required: bool = False
    tests: tuple[Test, ...] = ()
    label: str = ""

    @property
    def shown(self) -> object:
        """The step's name as people read it."""
        return self.label or Code("check_step", self.name)


class Checklist(NamedTuple):
    """A checklist by its `name`, the `clause` it comes from, and its steps in order. `label`: that of a site's own."""

    name: str
    clause: str
    checks: tuple[Check, ...]
    label: str = ""

    @property
    def shown(self) -> object:
        """The checklist's name as people read it."""
        return self.label or Code("checklist", self.name)

    def check(self, name: str) -> Check | None:
        """The step of that name."""
        return next((check for check in self.checks if check.name == name), None)


def seen(name: str, text: str, *, rule: str = OTHER, required: bool = False) -> Check:
    """A step that is answered with yes when it is in order, or was put in order."""
    return Check(name, text, required=required, tests=(Test(rule, "yes"),))


def noted(name: str, text: str, kind: str = "yes", *, unit: str = "", required: bool = False) -> Check:
    """A step whose value is written down; by itself it is neither good nor bad."""
    return Check(name, text, kind, unit, required)


def measured(name: str, text: str, unit: str, *tests: Test, kind: str = "number", required: bool = True) -> Check:
    """A step with a number that must stand its tests."""
    return Check(name, text, kind, unit, required, tests)
