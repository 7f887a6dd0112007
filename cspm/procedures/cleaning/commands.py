"""`cspm standard`: the register of the execution standard, with the default that comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.errors import N_, Message
from cspm.procedures.cleaning.states import STANDARD
from cspm.shell.options import changes
from cspm.shell.output import put_answer
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

standard = standard_group("standard", N_("The execution standard: the items that inspections judge."), machine=STANDARD)


@changes("load-default")
def load_default(desk: Desk) -> None:
    """Load the default standard: items for corridors, lobbies, outdoor areas, car parks, garbage, greening and pests.

    Items that the site has already stay as they are.
    """
    from cspm.procedures.cleaning import actions
    from cspm.sheets.standard import default_standard

    made, kept = actions.load_standard(desk.office, default_standard())
    said = Message.of(N_("{created} items loaded, {kept} were there already."), created=len(made), kept=kept)
    put_answer(desk, {"created": [item.id for item in made], "kept": kept}, (said,))


standard.add_command(load_default)
