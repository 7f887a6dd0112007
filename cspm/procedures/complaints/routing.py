"""Where a complaint belongs: the route tables of VK (by phase and type) and of the service station (by class and flow). Pure."""

from __future__ import annotations

from collections.abc import Mapping

PROJECT, PROPERTY = "project_specialist", "property_specialist"

OF_FLOW: Mapping[str, tuple[str, ...]] = {
    "solve": ("service_agent", "order_agent", "complaint_agent"),
    "trade": ("complaint_agent",),
    "technical": ("technical_agent",),
    "submitted": ("technical_department",),
}
"""R253, 004 A1 附件一 四.1-4: who handles each of the four flows; the first is whom `complaint route` takes."""

OF_CLASS: Mapping[str, tuple[str, ...]] = {
    "service": ("service_agent", "technical_agent", "technical_department"),
    "order": ("order_agent", "technical_agent", "technical_department"),
    "complaint": ("complaint_agent",),
}
"""R420, 004 A1 附件一 二.5, 六: three classes with duties of their own; complaints have a team of their own."""


def by_phase(phase: str, kind: str | None) -> str:
    """R218, 002 §4: before move-in, and in the warranty what is engineering: the project's specialist; else property's."""
    project = phase == "before" or (phase == "warranty" and kind == "engineering")
    return PROJECT if project else PROPERTY


def group_of(*, phase: str | None, kind: str | None, matter_class: str | None, flow: str | None) -> str | None:
    """The group that the tables name; None when neither phase nor flow nor class is known."""
    if phase is not None:
        return by_phase(phase, kind)
    of_flow, of_class = OF_FLOW.get(flow or "", ()), OF_CLASS.get(matter_class or "", ())
    both = tuple(one for one in of_flow if one in of_class)
    return next(iter(both or of_flow or of_class), None)
