"""What the index keeps of bundles, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.fees.rules import BUNDLE, clocks

bundle = derived(BUNDLE, clocks)
shown_bundle = shown(BUNDLE, clocks)
