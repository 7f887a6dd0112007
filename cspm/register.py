"""The table of procedures: which exist, in the order of `--help`; everything else asks this table. Data only.

To add a procedure: one folder under `procedures/` and one entry here, registers of the service desk in
`register_desk.py`. An entry stands below what it needs. `files` are found by their fixed names (`model states figures ...`).
"""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_accidents import ACCIDENTS
from cspm.register_cleaning import CLEANING
from cspm.register_desk import DESK
from cspm.register_entries import Command, Procedure
from cspm.register_entries import commands as _commands
from cspm.register_grounds import GROUNDS
from cspm.register_overview import OVERVIEW
from cspm.register_posts import POSTS
from cspm.register_services import SERVICES
from cspm.register_upkeep import UPKEEP
from cspm.register_works import WORKS

PEOPLE = "cspm.procedures.people.commands"
TICKETS = "cspm.procedures.tickets"

OPEN = "state NOT IN ('closed', 'cancelled', 'declined', 'void')"
"""Of tickets, those that are still to be done: what lists show, in the order of their deadlines (`tickets.queries`)."""
UNFINISHED = "closed_at IS NOT NULL AND ifnull(finished_at, 0) = 0 AND attempts IS NOT NULL"
"""Of tickets, the few that were closed without a finish and owe a callback all the same (`overview.monthly_rows`).
A condition on `finished_at` alone would lead SQLite to that column's own index."""

PROCEDURES: tuple[Procedure, ...] = (
    Procedure(
        "people",
        N_("Staff, units and areas: who acts, where, in which role"),
        ("S28", "S68"),
        (),
        (
            Kind("staff", N_("staff"), "cspm.procedures.people.model:Staff", listing="cspm staff list",
                 columns=("name", "role", "team", "areas", "phone", "login", "active_from", "active_to", "state"),
                 words=("id", "name", "phone"),
                 importer="cspm.procedures.people.actions:staff_fields"),
            Kind("units", N_("units"), "cspm.procedures.people.model:Unit", listing="cspm units list",
                 columns=("block", "building", "room", "area", "owner", "phone", "customer_class", "special", "vacant", "state"),
                 words=("id", "owner", "phone")),
            Kind("areas", N_("areas"), "cspm.procedures.people.model:Area", listing="cspm areas list",
                 columns=("name", "area_types", "state"), words=("id", "name")),
        ),
        _commands(PEOPLE, staff=N_("Staff register"), units=N_("Unit register"), areas=N_("Area register")),
    ),
    Procedure(
        "checklists",
        N_("Technical checklists: what a repair is checked by"),
        ("S17",),
        (),
        (),
        _commands("cspm.procedures.checklists.commands", checklist=N_("Technical checklists and their steps")),
    ),
    SERVICES,
    Procedure(
        "tickets",
        N_("Tickets: service, complaint and enquiry, from intake to closing"),
        ("S01", "S02", "S03", "S04", "S08", "S13", "S14", "S15", "S17", "S66"),
        ("people", "checklists", "services"),
        (
            Kind(
                "tickets", N_("tickets"), f"{TICKETS}.model:Ticket", "T", True,
                columns=(
                    "kind", "state", "unit", "area", "category", "channel", "source", "nature", "item", "urgency", "text",
                    "customer.name", "customer.phone", "assignee", "source_id", "received_at", "registered_at", "appointment_at",
                    "promised_at", "replied_at", "finished_at", "closed_at", "cancelled_at", "declined_at", "amount",
                    "payment_method", "paid_on", "return_point", "result", "import_batch", "first_receiver", "rework_count",
                    "finance_told_at", "rework_of", "demand", "public_area",  # derived (overview/judged.py):
                    "written_off_at", "due", "clock",
                    "paused", "deadline", "net_minutes", "nature_judged", "severity", "type", "contract", "reached_at",
                    "satisfied", "score", "attempts", "callback_due", "called_at", "callbacks", "materials", "charges", "cause",
                ),
                words=("id", "text", "unit", "customer.name", "customer.phone", "item", "category", "result", "source_id"),
                covering=(
                    ("called_at", "received_at"),
                    ("received_at", "state", "kind", "category", "channel", "area", "closed_at", "nature_judged", "type", "cause"),
                    ("closed_at", "received_at", "state", "kind", "category", "net_minutes", "deadline", "cancelled_at", "declined_at",
                     "amount", "payment_method", "charges", "materials", "finished_at", "attempts"),
                    ("registered_at", "import_batch", "state", "replied_at"),
                    ("callback_due",),
                ),
                partial=(("due IS NULL, due, received_at, id", OPEN), ("received_at", OPEN), ("closed_at", UNFINISHED)),
                derive="cspm.overview.judged:ticket",
                show="cspm.overview.judged:shown_ticket",
                importer=f"{TICKETS}.imports:ticket_fields",
                listing="cspm list --all",
            ),
        ),
        (
            *_commands(f"{TICKETS}.commands", create=N_("Take in a matter"), dispatch=N_("Send it to somebody"),
                       refer=N_("Pass it to a department"), return_=N_("Hand it back to dispatch"),
                       reply=N_("The customer was told (15-minute clock)"), appoint=N_("Agree a time with the customer"),
                       promise=N_("Promise a time")),
            *_commands(f"{TICKETS}.work_commands", accept=N_("The order was received"), arrive=N_("Arrived on site"),
                       start=N_("Work begins"), hold=N_("Pause: waiting for something"), resume=N_("Go on after a pause"),
                       quote=N_("Prices agreed with the customer"), materials=N_("Materials and tools taken or brought back"),
                       finish=N_("Work is done, with its result"), sign=N_("The customer signs"),
                       reject=N_("The customer is not satisfied: rework")),
            *_commands(f"{TICKETS}.end_commands", close=N_("Close with its result"), pay=N_("Paid"),
                       cancel=N_("The customer no longer wants it"), decline=N_("Cannot be accepted, with the reason"),
                       reopen=N_("Open again for rework"), escalate=N_("Report to a higher role"),
                       amend=N_("Correct a field, keeping the old value"), undo=N_("Take back the last change")),
            *_commands(f"{TICKETS}.follow_commands", route=N_("Judge it a service, a complaint or an enquiry"),
                       tell_finance=N_("Finance was told of a charge"), outside=N_("An outside unit was called"),
                       archive=N_("The papers were filed"), loans=N_("Materials and tools that are out")),
            *_commands(f"{TICKETS}.read_commands", show=N_("One ticket"), history=N_("Every change of one record"),
                       explain=N_("How each clock of a ticket was computed"), print_=N_("Print the work order in three copies"),
                       list_=N_("Open tickets, nearest deadline first"), search=N_("Find tickets by words")),
        ),
    ),
    Procedure(
        "callbacks",
        N_("Callbacks after service, and what they find"),
        ("S05",),
        ("tickets", "people"),
        (
            Kind("samples", N_("samples"), "cspm.procedures.callbacks.model:Sample", "QS", True, listing="cspm sample list",
                 columns=("quarter", "seed", "base", "tickets", "added", "drawn_at", "by", "state"),
                 words=("id", "quarter")),
        ),
        (
            *_commands("cspm.procedures.callbacks.commands", callback=N_("Record a callback"),
                       callbacks=N_("Callback queue, samples and spot checks")),
            *_commands("cspm.procedures.callbacks.slip_commands", slips=N_("Slips at the front desk, for dispatch")),
            *_commands("cspm.procedures.callbacks.sample_commands", sample=N_("The director's samples of a quarter")),
        ),
    ),
    Procedure(
        "first_contact",
        N_("First contact: who takes a matter in stays with it until the customer is satisfied"),
        ("S14",),
        ("tickets", "people"),
        (
            Kind("conducts", N_("forbidden conducts"), "cspm.procedures.first_contact.model:Conduct", "FC", True,
                 listing="cspm conduct list",
                 columns=("staff", "conduct", "happened_at", "by", "ticket", "state"), words=("id", "staff", "ticket", "text"),
                 derive="cspm.procedures.first_contact.derive:conduct",
                 show="cspm.procedures.first_contact.derive:shown_conduct"),
            Kind("internal_complaints", N_("internal complaints"), "cspm.procedures.first_contact.model:InternalComplaint", "IC", True,
                 listing="cspm internal-complaint list",
                 columns=("by", "made_at", "against", "told", "ticket", "state"), words=("id", "against", "ticket", "text"),
                 derive="cspm.procedures.first_contact.derive:internal_complaint",
                 show="cspm.procedures.first_contact.derive:shown_internal_complaint"),
        ),
        _commands("cspm.procedures.first_contact.commands", conduct=N_("Forbidden conducts of who took a matter in"),
                  internal_complaint=N_("A first receiver complains of who does not help")),
    ),
    Procedure(
        "fees",
        N_("Service fees: orders written off, the month's bundle, the fee report, the lines of the fee notices"),
        ("S03",),
        ("tickets", "people"),
        (
            Kind("bundles", N_("bundles"), "cspm.procedures.fees.model:Bundle", listing="cspm bundle list",
                 columns=("month", "amount", "drafted_at", "handed_over_at", "received_by", "checked_by", "reviewed_by", "state"),
                 words=("id", "month"), derive="cspm.procedures.fees.derive:bundle", show="cspm.procedures.fees.derive:shown_bundle"),
        ),
        _commands("cspm.procedures.fees.commands", writeoff=N_("Write an order off at dispatch or front desk"),
                  handout=N_("Copies of an order handed out"), bundle=N_("The month's bundle of paid orders")),
    ),
    Procedure(
        "repairs",
        N_("Repairs: followed up by a specialist, told to the owner"),
        ("S17",),
        ("tickets", "people", "checklists"),
        (),
        _commands("cspm.procedures.repairs.commands", follow=N_("Give a repair to a specialist"),
                  feedback=N_("The owner was told how it went")),
    ),
    Procedure(
        "complaints",
        N_("Complaints: judged, followed up, explained, verified"),
        ("S08", "S09", "S10", "S11", "S12"),
        ("tickets", "people"),
        (
            Kind("penalties", N_("deductions from pay"), "cspm.procedures.complaints.penalties:Penalty", "P", True,
                 listing="cspm penalty list",
                 columns=("ticket", "proposed_at", "proposed_by", "total_amount", "decided_at", "decided_by", "state"),
                 words=("id", "ticket", "text"), derive="cspm.procedures.complaints.derive:penalty",
                 show="cspm.procedures.complaints.derive:shown_penalty"),
        ),
        (
            *_commands("cspm.procedures.complaints.commands", complaint=N_("Judge and follow up complaints")),
            *_commands("cspm.procedures.complaints.penalty_commands", penalty=N_("Deductions proposed for late complaints")),
        ),
    ),
    CLEANING,
    *UPKEEP,
    *GROUNDS,
    *DESK,
    *WORKS,
    ACCIDENTS,
    *POSTS,
    Procedure(
        "transfers",
        N_("Records in and out: imports, exports, empty workbooks"),
        (),
        (),
        (
            Kind("imports", N_("imports"), "cspm.procedures.transfers.model:Import", listing="cspm imports list",
                 columns=("kind", "file", "imported_at", "created", "skipped", "rejected", "state"), words=("id", "file")),
        ),
        _commands("cspm.procedures.transfers.commands", import_=N_("Read records from a file"),
                  imports=N_("Imports: list, undo"), export=N_("Write records to a file"),
                  template=N_("An empty workbook to fill in")),
    ),
)  # fmt: skip

BY_NAME = {procedure.name: procedure for procedure in PROCEDURES}
KINDS: dict[str, Kind] = {kind.name: kind for procedure in PROCEDURES for kind in procedure.kinds}
SECTIONS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    *((procedure.help, procedure.commands) for procedure in PROCEDURES),
    (N_("The site, its reports and its store"), OVERVIEW),
)
"""The commands part by part, as the help page and README show them."""
COMMANDS: dict[str, Command] = {command.name: command for _, those in SECTIONS for command in those}
