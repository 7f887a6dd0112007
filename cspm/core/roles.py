"""Who may do what: role codes, and the decision on one line of the permission matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cspm.core.language import code_of, language
from cspm.core.states import Permit
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, Code, Message
from cspm.tuples import NamedTuple

DESK = (
    "front_desk",
    "dispatch_assistant",
    "dispatch_director",
    "csc_manager",
    "csc_director",
    "general_manager",
    "site_admin",
)
"""Front desk and dispatch roles: they may type any step for somebody else."""


class Person(NamedTuple):
    """The part of a staff record that decisions need. Dates are None when open."""

    id: str
    name: str
    role: str
    team: str = ""
    login: str = ""
    active: bool = True


class Decision(NamedTuple):
    """Whether a person may act, and the line that decided."""

    allowed: bool
    line: Permit


SHORTEST = 2  # characters of a label's end that can stand for the whole of it
ALIKE, CLOSE = 0.6, 0.1  # how much of a word must be that of a role, and how much less than the nearest one

NOBODY = Permit("", (), why="")


def decide(permits: Iterable[Permit], action: str, person: Person) -> Decision:
    """The decision for a person on an action; an action without a line is open to any active member of staff."""
    line = next((permit for permit in permits if permit.action == action), Permit(action))
    return Decision(person.active and (not line.roles or person.role in line.roles), line)


def role_code(typed: str, own: Mapping[str, Any]) -> str | None:
    """The role for what was typed: a code, a label in either language or the end that only one has, or a post or role of
    the site; else None.

    `own` is `[roles]` of site.toml: `post = "role_code"` maps a post (kept as it is named), `code = {zh=, en=}` adds
    a role.
    """
    wanted = typed.strip().casefold()
    for name, meant in own.items():
        spoken = meant.values() if isinstance(meant, Mapping) else ()
        if wanted in (name.casefold(), *(str(label).casefold() for label in spoken)):
            return name
    code, could_be = code_of("role", typed), readings(typed, own)
    return code or (could_be[0] if len(could_be) == 1 else None)


def readings(typed: str, own: Mapping[str, Any]) -> tuple[str, ...]:
    """The roles and posts whose label ends with what was typed, such as 经理: what it could mean."""
    wanted = typed.strip().casefold()
    if len(wanted) < SHORTEST:
        return ()
    return tuple(code for code, labels in spoken(own) if any(label.casefold().endswith(wanted) for label in labels))


def spoken(own: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Every role and post of a site with what it is called, in both languages."""
    chinese, also = language("zh"), VOCABULARIES["role"].also
    found: list[tuple[str, tuple[str, ...]]] = [
        (code, (label, chinese.label("role", code), *(word for word, meant in also if meant == code)))
        for code, label in VOCABULARIES["role"].labels.items()
    ]
    for name, meant in own.items():
        found.append((name, (name, *(str(one) for one in (meant.values() if isinstance(meant, Mapping) else ())))))
    return found


def near(typed: str, own: Mapping[str, Any]) -> tuple[str, ...]:
    """The roles and posts that somebody may have meant: those called so in part, else those that are called alike."""
    from difflib import SequenceMatcher

    wanted = typed.strip().casefold()
    if not wanted:
        return ()
    known = [(code, tuple(word.casefold() for word in (code, *labels))) for code, labels in spoken(own)]
    found = readings(typed, own) or tuple(
        code for code, words in known if len(wanted) >= SHORTEST and any(wanted in word for word in words)
    )
    if found:
        return found
    alike = [
        (max(SequenceMatcher(None, wanted, word, autojunk=False).ratio() for word in words), code)
        for code, words in known
    ]
    best = max(ratio for ratio, _ in alike)
    return tuple(code for ratio, code in alike if ratio >= max(ALIKE, best - CLOSE))


def unclear(typed: str, own: Mapping[str, Any]) -> Message:
    """What is said of a word that is no role, or could be several: the near ones with code and label, else every role."""
    meant = near(typed, own)
    if not meant:
        return Message.of(N_("known roles: {known}"), known=tuple(Code("role", role) for role in known_roles(own)))
    named = tuple(
        Message.of(N_("{code} {label}"), code=role, label=Code("role", role)) if role not in own else role
        for role in meant
    )
    return Message.of(N_("it could be: {known}"), known=named)


def known_roles(own: Mapping[str, Any]) -> tuple[str, ...]:
    """Every role code and post of a site, the manuals' first."""
    return (*VOCABULARIES["role"].labels, *own)


def own_label(role: str, own: Mapping[str, Any], language: str) -> str | None:
    """The label that a site gives a role of its own, in that language if it has one; None for the manuals' roles."""
    meant = own.get(role)
    if meant is None:
        return None
    return str(meant.get(language) or role) if isinstance(meant, Mapping) else role
