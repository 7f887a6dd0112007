"""What the index keeps of referrals and of the communication register, and what `show` adds."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.referrals.clocks import of_communication, of_referral
from cspm.procedures.referrals.rules import COMMUNICATION, REFERRAL

referral = derived(REFERRAL, of_referral)
shown_referral = shown(REFERRAL, of_referral)
communication = derived(COMMUNICATION, of_communication)
shown_communication = shown(COMMUNICATION, of_communication)
