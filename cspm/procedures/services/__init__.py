"""Services: the price list, who does which category, unmet demands, damages, business contracts."""
