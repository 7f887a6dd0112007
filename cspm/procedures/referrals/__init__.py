"""Referrals: problems that the centre cannot solve go to a department and come back; complaints that the company got."""
