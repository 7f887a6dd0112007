"""Roles: who may act, and how a role may be typed."""

from __future__ import annotations

import pytest

from cspm.core.roles import Person, decide, known_roles, own_label, readings, role_code
from cspm.core.states import Permit

OWN = {"客服主任": "csc_director", "butler": {"zh": "管家", "en": "Butler of the house"}}
PERMITS = (Permit("approve", ("csc_manager",)), Permit("approve", ("technician",)), Permit("create"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("technician", "technician"),
        ("Front Desk", "front_desk"),
        ("客服主任", "客服主任"),
        ("管家", "butler"),
        (" butler of the house ", "butler"),
        ("BUTLER", "butler"),
        ("king", None),
        ("物业经理", "general_manager"),
        ("客户服务中心经理", "csc_manager"),
        ("班长", "cleaning_leader"),
        ("head", "department_head"),
        ("经理", None),
        ("主任", None),
        ("manager", None),
        ("员", None),
        ("", None),
    ],
)
def test_a_role_is_typed_as_code_or_label(typed: str, code: str | None) -> None:
    """The manuals' roles and the site's own posts and roles, in either language."""
    assert role_code(typed, OWN) == code


def test_what_is_said_of_several_names_them() -> None:
    """经理 is the end of two roles' labels, and of a post that the site has; a letter says nothing."""
    assert readings("经理", {}) == ("general_manager", "csc_manager")
    assert readings("经理", {"值班经理": "csc_manager"})[-1] == "值班经理"
    assert readings("员", {}) == ()


def test_a_sites_own_roles_have_labels() -> None:
    """In the language that site.toml has them in, else by their code; the manuals' roles are not its own."""
    assert own_label("butler", OWN, "zh") == "管家"
    assert own_label("butler", {"butler": {"zh": "管家"}}, "en") == "butler"
    assert own_label("客服主任", OWN, "en") == "客服主任"
    assert own_label("technician", OWN, "en") is None
    assert known_roles(OWN)[-2:] == ("客服主任", "butler")


@pytest.mark.parametrize(
    ("role", "active", "action", "allowed"),
    [
        ("csc_manager", True, "approve", True),
        ("technician", True, "approve", False),
        ("technician", True, "create", True),
        ("technician", True, "anything", True),
        ("csc_manager", False, "approve", False),
        ("technician", False, "create", False),
    ],
)
def test_the_first_line_of_an_action_decides(role: str, active: bool, action: str, allowed: bool) -> None:
    """No roles on the line, or no line: any active member of staff."""
    assert decide(PERMITS, action, Person("x", "X", role, active=active)).allowed is allowed
