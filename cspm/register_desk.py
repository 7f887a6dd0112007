"""The service desk's part of the table in `register.py`: filings, visits, incidents, referrals, enquiries, reception. Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure
from cspm.register_entries import commands as _commands

DESK: tuple[Procedure, ...] = (
    Procedure(
        "filings",
        N_("Filings: the reports, summaries and meetings of each day, month and quarter"),
        ("S07", "S09", "S11", "S15", "S50", "S58"),
        ("people", "tickets"),
        (
            Kind("filings", N_("filings"), "cspm.procedures.filings.model:Filing", "F", True, listing="cspm filing list",
                 columns=("form", "period", "by", "filed_at", "subject", "sent_to", "state"),
                 words=("id", "period", "subject", "text"), derive="cspm.procedures.filings.derive:filing",
                 show="cspm.procedures.filings.derive:shown_filing"),
        ),
        _commands("cspm.procedures.filings.commands", filing=N_("Reports, summaries and meetings of a period")),
    ),
    Procedure(
        "visits",
        N_("Visits to customers: by plan and appointment, and what they left open"),
        ("S25",),
        ("people",),
        (
            Kind("visits", N_("visits"), "cspm.procedures.visits.model:Visit", "V", True, listing="cspm visit list",
                 columns=("unit", "customer", "occasion", "visitor", "planned_on", "appointment_at", "arrived_at", "question",
                          "answered_at", "archived_at", "state"),
                 words=("id", "unit", "customer", "purpose", "opinions", "question"), derive="cspm.procedures.visits.derive:visit",
                 show="cspm.procedures.visits.derive:shown_visit"),
        ),
        _commands("cspm.procedures.visits.commands", visit=N_("Visits to customers")),
    ),
    Procedure(
        "incidents",
        N_("Incidents: public-area matters, disputes, emergencies, accidents"),
        ("S16", "S62"),
        ("people",),
        (
            Kind("incidents", N_("incidents"), "cspm.procedures.incidents.model:Incident", "E", True, listing="cspm incident list",
                 columns=("incident_type", "text", "area", "place", "major", "found_at", "found_by", "handled_at", "reported_at",
                          "ticket", "state"),
                 words=("id", "text", "area", "place", "result"), derive="cspm.procedures.incidents.derive:incident",
                 show="cspm.procedures.incidents.derive:shown_incident"),
        ),
        _commands("cspm.procedures.incidents.commands", incident=N_("Public-area matters, disputes, accidents")),
    ),
    Procedure(
        "referrals",
        N_("Referrals to departments, and complaints that the company received"),
        ("S51",),
        ("people", "tickets"),
        (
            Kind("referrals", N_("referrals"), "cspm.procedures.referrals.model:Referral", "R", True, listing="cspm referral list",
                 columns=("department", "text", "gravity", "manner", "ticket", "referred_at", "handled_at", "fed_back_at", "state"),
                 words=("id", "department", "text", "result"), derive="cspm.procedures.referrals.derive:referral",
                 show="cspm.procedures.referrals.derive:shown_referral"),
            Kind("communications", N_("communication register"), "cspm.procedures.referrals.model:Communication", "K", True,
                 listing="cspm communication list",
                 columns=("customer", "unit", "text", "received_at", "told_at", "ticket", "cleared_at", "state"),
                 words=("id", "customer", "unit", "text", "result"), derive="cspm.procedures.referrals.derive:communication",
                 show="cspm.procedures.referrals.derive:shown_communication"),
        ),
        _commands("cspm.procedures.referrals.commands", referral=N_("Problems referred to departments"),
                  communication=N_("Complaints that the company received")),
    ),
    Procedure(
        "enquiries",
        N_("Enquiries: answered at once or as promised, summed up each quarter"),
        ("S15",),
        ("tickets", "people"),
        (),
        _commands("cspm.procedures.enquiries.commands", enquiry=N_("Answer enquiries, ask experts, sort by topic")),
    ),
    Procedure(
        "reception",
        N_("Reception: relayed at once, special customers, feedback, welcome duty"),
        ("S13", "S14", "S36", "S52"),
        ("tickets", "people"),
        (
            Kind("remarks", N_("remarks of customers"), "cspm.procedures.reception.model:Remark", "O", True, listing="cspm remark list",
                 columns=("text", "customer", "unit", "department", "ticket", "received_at", "received_by", "reported_at",
                          "reported_to", "state"),
                 words=("id", "text", "customer", "unit", "department"), derive="cspm.procedures.reception.derive:remark",
                 show="cspm.procedures.reception.derive:shown_remark"),
            Kind("welcomes", N_("welcome duty"), "cspm.procedures.reception.model:Welcome", "W", True, listing="cspm welcome list",
                 columns=("slot", "place", "manager", "began_at", "ended_at", "state"), words=("id", "place", "manager"),
                 derive="cspm.procedures.reception.derive:welcome", show="cspm.procedures.reception.derive:shown_welcome"),
        ),
        _commands("cspm.procedures.reception.commands", contact=N_("The manager spoke with a special customer"),
                  remark=N_("What customers say of the service"), welcome=N_("Welcome duty of the managers")),
    ),
)  # fmt: skip
