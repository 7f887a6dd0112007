"""The lives of the people registers and who may keep them."""

from __future__ import annotations

import pytest

from cspm.core.roles import Person, decide
from cspm.core.words import VOCABULARIES
from cspm.procedures.people.states import MACHINES, PERMITS, REGISTRARS


@pytest.mark.parametrize("machine", MACHINES)
def test_an_entry_is_active_until_it_is_voided(machine: object) -> None:
    """The only way is from active to void, which ends it."""
    assert machine.first == "active"  # type: ignore[attr-defined]
    assert machine.target("1", "void", "active") == "void"  # type: ignore[attr-defined]
    assert machine.possible("void") == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", VOCABULARIES["role"].labels)
def test_only_registrars_change_the_registers(role: str) -> None:
    """Each change of staff, units and areas is open to the registrars and to nobody else."""
    for permit in PERMITS:
        assert decide(PERMITS, permit.action, Person("x", "X", role)).allowed == (role in REGISTRARS)
