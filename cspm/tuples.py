"""`NamedTuple` as in `typing`, made in a twentieth of the time.

Every command makes some thirty such classes before it does anything; `typing` compiles the source of a constructor and
of every annotation for each of them, a tenth of what a whole command may take. These take their fields from the class
body as they stand. A test holds them against the ones of `typing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter
    from collections.abc import Mapping
    from typing import Any

    _OWN = frozenset({"__module__", "__qualname__", "__annotations__", "__orig_bases__"})

    def _new(cls: type, *given: Any, **named: Any) -> Any:
        """The tuple of all fields: given in order, by name, or by their defaults."""
        fields = cls._fields
        if len(given) != len(fields):
            if len(given) > len(fields):
                raise TypeError(f"{cls.__name__} takes {len(fields)} values, {len(given)} were given")
            given = (*given, *_rest(cls, fields[len(given) :], named))
        if named:
            raise TypeError(f"{cls.__name__} has no further field {', '.join(map(repr, named))}")
        return tuple.__new__(cls, given)

    def _rest(cls: type, fields: tuple[str, ...], named: dict[str, Any]) -> list[Any]:
        defaults = cls._field_defaults
        try:
            return [named.pop(field) if field in named else defaults[field] for field in fields]
        except KeyError as error:
            raise TypeError(f"{cls.__name__} needs a value for {error}") from None

    class _Base(tuple):
        """What every named tuple can do."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _field_defaults: Mapping[str, Any] = {}
        __new__ = _new

        @classmethod
        def _make(cls, values: Any) -> Any:
            made = tuple.__new__(cls, values)
            return made if len(made) == len(cls._fields) else cls(*made)

        def _replace(self, **named: Any) -> Any:
            made = self._make([named.pop(field, value) for field, value in zip(self._fields, self, strict=True)])
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            told = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({told})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Meta(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", {}))
            made = {key: value for key, value in body.items() if key not in fields}
            made |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
            made["__slots__"] = ()
            made["__match_args__"] = made["_fields"] = fields
            made["_field_defaults"] = {field: body[field] for field in fields if field in body}
            return type(name, (_Base, *(base for base in bases if base is not NamedTuple)), made)

    NamedTuple = type.__new__(_Meta, "NamedTuple", (), {})
