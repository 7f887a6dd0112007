"""cspm: the customer-service centre of a property-management office, over a folder of readable files."""

from __future__ import annotations

__version__ = "0.1.0"
