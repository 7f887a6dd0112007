"""What the index keeps of the service registers, and what `show` adds to an entry."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.services import rules

service, shown_service = derived(rules.SERVICE_RULES), shown(rules.SERVICE_RULES)
demand, shown_demand = (make(rules.DEMAND_RULES, rules.demand_clocks) for make in (derived, shown))
damage, shown_damage = (make(rules.DAMAGE_RULES, rules.damage_clocks) for make in (derived, shown))
lease, shown_lease = derived(rules.LEASE_RULES), shown(rules.LEASE_RULES)
