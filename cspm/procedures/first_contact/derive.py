"""What the index keeps of the two registers, and what `show` adds to an entry."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.first_contact.rules import CONDUCTS, INTERNAL

conduct = derived(CONDUCTS)
shown_conduct = shown(CONDUCTS)
internal_complaint = derived(INTERNAL)
shown_internal_complaint = shown(INTERNAL)
