"""What the people registers decide that the standard verbs do not: which roles and posts a site knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.roles import role_code, unclear
from cspm.errors import N_, BadValue, Message

if TYPE_CHECKING:
    from cspm.shell.office import Office


def staff_fields(values: Mapping[str, Any], office: Office) -> dict[str, Any]:
    """The fields of an imported staff row: its role as a code or post of the site. Raises BadValue."""
    return {**values, "role": checked_role(str(values.get("role", "")), office.terms.site.roles)}


def checked_role(typed: str, own: Mapping[str, Any]) -> str:
    """The role or post that was typed, as code or label. Raises BadValue listing what the site knows."""
    code = role_code(typed, own)
    if code is None:
        raise BadValue(field=Message(N_("Role")), value=typed[:60], problem=unclear(typed, own))
    return code
