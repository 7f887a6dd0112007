"""Performance of outsourced crews: daily units, success rates, days overdue, assessments, the month's sheet (S54)."""
