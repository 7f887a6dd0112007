"""The monthly report for people: its document as tables and charts, with the definitions as notes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cspm.core.tables import Chart, Column, Table
from cspm.errors import N_, Code, Message

Document = Mapping[str, Any]
Meanings = Mapping[str, tuple[str, str]]
"""What a finding's code stands for: the number of the rule and what it asks, in the reader's language."""
LONGEST_CHART = 15
SERIES = (("received", N_("Received")), ("closed", N_("Closed")))
FIGURE, COUNT = Column("figure", N_("Figure")), Column("count", N_("Count"), "int")
SPREAD = (
    COUNT, Column("mean", N_("Mean"), "hours"), Column("median", N_("Median"), "hours"), Column("p90", N_("90 % within"), "hours"),
)  # fmt: skip
NOTES = (
    Message(N_("Received counts by the time of receipt, closed by the time of closing; void tickets never count.")),
    Message(N_("Open at the end: received before the month's end and not closed, cancelled or declined before it.")),
    Message(
        N_("Overdue at the end: the open ones whose promised time or time of rectification is before the month's end.")
    ),
    Message(
        N_(
            "Hours to close: from receipt to closing; tickets closed before they were received are findings (time_order)."
        )
    ),
    Message(N_("The median of an even count is the mean of the two middle values; 90 % within is the nearest rank.")),
    Message(N_("Replied in time: of the tickets registered in the month, imported ones excepted (R043).")),
    Message(N_("Callbacks due: services finished in the month, not cancelled, declined or imported as closed.")),
    Message(
        N_(
            "Callbacks done: reached by the time of this report. Door visits: of the callbacks made in the month (R065)."
        )
    ),
    Message(N_("Valid complaints include major ones; their closing rate is the share that is closed by now.")),
    Message(
        N_(
            "Charges and materials are those of the tickets closed in the month. A finding belongs to the month it is about."
        )
    ),
)


def tables(document: Document, meanings: Meanings) -> tuple[Table, ...]:
    """Every table that has something to say, in the document's order; the first ones always."""
    made = [overview(document), lengths(document), *counts(document), *answers(document), *sums(document)]
    made += [quotas(document["quotas"]), findings(document["findings"], meanings)]
    return tuple(table for table in made if table.rows)


def overview(document: Document) -> Table:
    """The figures at a glance, with their shares."""
    tickets, calls, cases = document["tickets"], document["callbacks"], document["complaints"]
    reply = tickets["replied_in_time"]
    rows = (
        (Message(N_("Tickets received")), tickets["received"], None),
        (Message(N_("Tickets closed")), tickets["closed"], None),
        (Message(N_("Open at the end")), tickets["open_at_end"], None),
        (Message(N_("Overdue at the end")), tickets["overdue_at_end"], None),
        (Message(N_("Cancelled")), tickets["cancelled"], None),
        (Message(N_("Declined")), tickets["declined"], None),
        (Message(N_("Replied in time")), reply["met"], reply["rate"]),
        (Message(N_("Callbacks due")), calls["due"], None),
        (Message(N_("Callbacks done")), calls["done"], calls["rate"]),
        (Message(N_("Done by the 10th of the next month")), calls["done_by_10th"], None),
        (Message(N_("Door visits")), calls["visits"], calls["visit_rate"]),
        (Message(N_("Satisfied")), calls["satisfied"], calls["satisfaction_rate"]),
        (Message(N_("Dissatisfied")), calls["dissatisfied"], None),
        (Message(N_("Not reached")), calls["unreachable"], None),
        (Message(N_("Complaints received")), cases["received"], None),
        (Message(N_("Valid complaints")), cases["valid"], cases["closing_rate"]),
        (Message(N_("Invalid complaints")), cases["invalid"], None),
        (Message(N_("Major complaints")), cases["major"], None),
        (Message(N_("Complaints closed")), cases["closed"], None),
    )
    columns = (FIGURE, COUNT, Column("share", N_("Share"), "rate"))
    note = Message(N_("The share of valid complaints is their closing rate."))
    return Table("overview", Message(N_("The month at a glance")), columns, rows, (note,))


def lengths(document: Document) -> Table:
    """How long things took."""
    tickets = document["tickets"]
    rows = (
        (Message(N_("Hours to close")), *spread_cells(tickets["hours_to_close"])),
        (Message(N_("Hours to close, without pauses")), *spread_cells(tickets["hours_to_close_net"])),
        (Message(N_("Minutes to reply")), *spread_cells(tickets["minutes_to_reply"])),
    )
    seen = rows if any(row[1] for row in rows) else ()
    return Table("lengths", Message(N_("How long it took")), (FIGURE, *SPREAD), seen)


def spread_cells(found: Mapping[str, Any]) -> tuple[Any, ...]:
    """Count, mean, median, p90."""
    return found["count"], found["mean"], found["median"], found["p90"]


def counts(document: Document) -> Iterator[Table]:
    """Received by kind, category, channel and area; complaints by type and cause."""
    tickets, cases = document["tickets"], document["complaints"]
    yield counted("by_kind", Message(N_("Received by kind")), tickets["by_kind"], heading=N_("Kind"), vocabulary="kind")
    columns = (
        Column("category", N_("Category"), "code", "category"), Column("received", N_("Received"), "int"),
        Column("closed", N_("Closed"), "int"), *SPREAD,
    )  # fmt: skip
    rows = tuple(
        (Code("category", name), found["received"], found["closed"], *spread_cells(found["hours_to_close"]))
        for name, found in tickets["by_category"].items()
    )
    yield Table("by_category", Message(N_("By category: received, closed, hours to close")), columns, rows)
    yield counted(
        "by_channel",
        Message(N_("Received by channel")),
        tickets["by_channel"],
        heading=N_("Channel"),
        vocabulary="channel",
    )
    yield counted("by_area", Message(N_("Received by area")), tickets["by_area"], heading=N_("Area"))
    yield counted(
        "by_type",
        Message(N_("Complaints by type")),
        cases["by_type"],
        heading=N_("Complaint type"),
        vocabulary="complaint_type",
    )
    yield counted("by_cause", Message(N_("Complaints by cause")), cases["by_cause"], heading=N_("Cause"))


def counted(key: str, title: Message, counts: Mapping[str, int], *, heading: str, vocabulary: str = "") -> Table:
    """Names with their counts."""
    columns = (Column("name", heading, "code" if vocabulary else "text", vocabulary), COUNT)
    return Table(key, title, columns, tuple((name, count) for name, count in counts.items()))


def answers(document: Document) -> Iterator[Table]:
    """Satisfaction by item, and why customers were dissatisfied (R070)."""
    found = document["satisfaction"]
    columns = (
        Column("item", N_("Item")), Column("satisfied", N_("Satisfied"), "int"), Column("dissatisfied", N_("Dissatisfied"), "int"),
    )  # fmt: skip
    rows = tuple((name, count["satisfied"], count["dissatisfied"]) for name, count in found["by_item"].items())
    mean = found["mean_score"]
    notes = () if mean is None else (Message.of(N_("Mean score: {score}"), score=mean),)
    yield Table("satisfaction", Message(N_("Satisfaction by item")), columns, rows, notes)
    yield counted("causes", Message(N_("Why customers were dissatisfied")), found["causes"], heading=N_("Cause"))


def sums(document: Document) -> Iterator[Table]:
    """Charges by payment method and by item; materials used."""
    services = document["services"]
    total = Message.of(N_("Charged in all: {amount}"), amount=str(services["amount"]))
    money = Column("amount", N_("Amount"), "money")
    method = Column("method", N_("Payment"), "code", "payment")
    yield Table(
        "payments",
        Message(N_("Charges by payment method")),
        (method, money),
        tuple(services["by_payment_method"].items()),
        (total,),
    )
    yield Table(
        "charges",
        Message(N_("Charges by item")),
        (Column("item", N_("Item")), money),
        tuple(services["by_item"].items()),
    )
    quantity = Column("quantity", N_("Quantity"), "number")
    yield Table(
        "materials",
        Message(N_("Materials used")),
        (Column("item", N_("Item")), quantity),
        tuple(document["materials"].items()),
    )


def quotas(found: list[Document]) -> Table:
    """What the manual asks of each role in the month."""
    columns = (
        Column("rule", N_("Rule"), "id"), Column("role", N_("Role"), "code", "role"), Column("required", N_("Asked"), "number"),
        Column("done", N_("Done"), "number"),
    )  # fmt: skip
    asked = (line for line in found if line["required"] or line["done"])
    rows = tuple((line["rule"], line["role"], line["required"], line["done"]) for line in asked)
    return Table("quotas", Message(N_("Quotas of the month")), columns, rows)


def findings(found: Mapping[str, int], meanings: Meanings) -> Table:
    """Findings: what the rule behind them asks, how many, its number, and last the code that scripts know."""
    columns = (
        Column("text", N_("What it asks")), COUNT, Column("rule", N_("Rule"), "id"), Column("code", N_("Code"), "id"),
    )  # fmt: skip
    known = {code: meanings.get(code, (None, code)) for code in found}
    rows = tuple((known[code][1], count, known[code][0], code) for code, count in found.items())
    return Table("findings", Message(N_("Findings")), columns, rows)


def charts(document: Document, days: Sequence[tuple[int, int, int]]) -> tuple[Chart, ...]:
    """Received and closed by category (the busiest) and by day; received by channel. Without anything to draw none."""
    tickets = document["tickets"]
    busiest = sorted(tickets["by_category"].items(), key=lambda pair: -pair[1]["received"] - pair[1]["closed"])
    top = busiest[:LONGEST_CHART]
    channels = tickets["by_channel"]
    made = (
        Chart(
            "by_category", Message(N_("Received and closed by category")), tuple(Code("category", name) for name, _ in top),
            tuple((label, tuple(found[key] for _, found in top)) for key, label in SERIES),
        ),
        Chart(
            "by_channel", Message(N_("Received by channel")), tuple(Code("channel", name) for name in channels),
            ((N_("Received"), tuple(channels.values())),),
        ),
        Chart(
            "by_day", Message(N_("Received and closed by day")), tuple(day for day, _, _ in days),
            ((N_("Received"), tuple(line[1] for line in days)), (N_("Closed"), tuple(line[2] for line in days))),
        ),
    )  # fmt: skip
    return tuple(chart for chart in made if any(any(values) for _, values in chart.series))
