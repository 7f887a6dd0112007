"""`cspm complaint`: judge a complaint and follow it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.complaints.states import IMPACT, PUBLISHED, RESULTS
from cspm.procedures.complaints.steps import NAMES, STEPS
from cspm.shell.form_command import form_command
from cspm.shell.options import by_option, changes, id_argument, reads
from cspm.shell.output import changed_each, put_report
from cspm.shell.params import Closed, Money
from cspm.shell.part_steps import steps_group
from cspm.shell.register_answers import ticket_each

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

complaint = steps_group(
    N_("Complaints: judged, followed up, explained, verified, attributed to a contractor."), kind="tickets", part="complaint",
    steps=STEPS, take="cspm.procedures.complaints.actions:take", names=NAMES,
)  # fmt: skip


@changes("judge")
@id_argument
@click.argument("nature", type=Closed("complaint_nature"))
@click.option("--severity", type=Closed("complaint_severity"), help=N_("How serious it is."))
@click.option("--type", "type_", type=Closed("complaint_type"), help=N_("What it is about."))
@click.option("--opinion", metavar="O", help=N_("The judge's opinion."))
@click.option("--cause", metavar="TEXT", help=N_("What caused it, for the statistics."))
@click.option("--cause-code", type=Closed("complaint_cause"), help=N_("The kind of its cause."))
@click.option(
    "--ground", "grounds", type=Closed("major_ground"), multiple=True, help=N_("Why it is major; may be repeated.")
)
@click.option("--claim", "claim_amount", type=Money(), metavar="YUAN", help=N_("The amount claimed."))
@click.option("--certain", type=Closed("yes"), help=N_("Whether a specialist is certain of his judgement."))
@click.option("--unclear", is_flag=True, help=N_("An unclear or special case, to be reported upwards step by step."))
@click.option("--customer-class", type=Closed("customer_class"), help=N_("Owner, tenant, prospective owner or other."))
@by_option
def judge(desk: Desk, record: str, nature: str, certain: str | None, unclear: bool, **said: Any) -> None:
    """Judge the nature of a complaint: valid, invalid, major or undetermined.

    Judging again is recorded as a later judgement. A complaint cannot be major and invalid at once.
    """
    from cspm.procedures.complaints import actions
    from cspm.procedures.complaints.laid import judged

    said |= {"certain": None if certain is None else certain == "yes", "unclear": unclear or None}

    ticket_each(desk, record, lambda ticket: judged(actions.judge(desk.office, ticket, nature, **said)))


@changes("return")
@id_argument
@click.argument("text", metavar="TEXT")
@click.option("--department", metavar="D", help=N_("Which department, where several have a form."))
@by_option
def return_(desk: Desk, record: str, text: str, department: str | None, by: str | None) -> None:
    """A handling form is back from its department, with what was done."""
    from cspm.procedures.complaints import actions

    ticket_each(desk, record, lambda ticket: actions.form_back(desk.office, ticket, text, department=department, by=by))


@changes("countersign")
@id_argument
@click.option("--signed-by", required=True, metavar="NAME", help=N_("Who signs for the department."))
@click.option("--department", metavar="D", help=N_("Which department, where several have a form."))
def countersign(desk: Desk, record: str, signed_by: str, department: str | None) -> None:
    """The department concerned signs complaint and solution."""
    from cspm.procedures.complaints import actions

    ticket_each(
        desk,
        record,
        lambda ticket: actions.countersign(desk.office, ticket, signed_by=signed_by, department=department),
    )


print_ = form_command(
    "tickets", "complaints/form.html", "cspm.procedures.complaints.queries:page",
    N_("Print the complaint form of the site's profile, with room for the signatures."),
)  # fmt: skip


@changes("progress")
@id_argument
@click.argument("text", metavar="TEXT")
@by_option
def progress(desk: Desk, record: str, text: str, by: str | None) -> None:
    """The complainant was told how the matter stands."""
    from cspm.procedures.complaints import actions

    ticket_each(desk, record, lambda ticket: actions.progress(desk.office, ticket, text, by=by))


@changes("explain-invalid")
@id_argument
@click.argument("text", metavar="TEXT")
@by_option
def explain_invalid(desk: Desk, record: str, text: str, by: str | None) -> None:
    """It was politely explained why the complaint is invalid."""
    from cspm.procedures.complaints import actions

    ticket_each(desk, record, lambda ticket: actions.explain_invalid(desk.office, ticket, text, by=by))


@changes("verify")
@id_argument
@click.option("--result", required=True, type=Closed(RESULTS.name), help=N_("Whether the result is in order."))
@by_option
def verify(desk: Desk, record: str, result: str, by: str | None) -> None:
    """The result of the handling was followed up."""
    from cspm.procedures.complaints import actions

    ticket_each(desk, record, lambda ticket: actions.verify(desk.office, ticket, result=result, by=by))


@changes("publish")
@id_argument
@click.option("--how", required=True, type=Closed(PUBLISHED.name), help=N_("In a meeting or by a notice."))
def publish(desk: Desk, record: str, how: str) -> None:
    """A matter of common concern: a meeting was held or the handling was published."""
    from cspm.procedures.complaints import actions

    ticket_each(desk, record, lambda ticket: actions.publish(desk.office, ticket, how=how))


@changes("link")
@id_argument
@click.argument("other", metavar="OTHER")
def link(desk: Desk, record: str, other: str) -> None:
    """Link a complaint with another ticket: the same matter, or the paid service it is about."""
    from cspm.procedures.complaints import actions

    second = desk.store.resolve("tickets", other)
    ticket_each(desk, record, lambda ticket: actions.link(desk.office, ticket, second))


@changes("attribute")
@id_argument
@click.option("--contract", required=True, metavar="C", help=N_("The contractor's contract."))
@click.option("--area", metavar="A", help=N_("Where."))
@click.option("--item", metavar="I", help=N_("The item of the execution standard."))
@click.option("--breach", required=True, type=Closed("yes"), help=N_("Whether the contract was broken."))
@click.option("--impact", required=True, type=Closed(IMPACT.name), help=N_("How grave the consequences are."))
def attribute(desk: Desk, record: str, breach: str, **said: str) -> None:
    """Lay a complaint to a contractor's account, once both sides confirm it."""
    from cspm.procedures.complaints import actions
    from cspm.procedures.complaints.laid import laid

    changed_each(
        desk, "tickets", (record,),
        act=lambda ticket: laid(actions.attribute(desk.office, ticket, breach=breach == "yes", **said)),
    )  # fmt: skip


@changes("confirm")
@id_argument
@click.option("--side", required=True, type=Closed("side"), help=N_("a is the office, b the contractor."))
@click.option("--by", required=True, metavar="NAME", help=N_("Who confirms for that side."))
def confirm(desk: Desk, record: str, side: str, by: str) -> None:
    """One side confirms a complaint about a contractor; it counts when both did."""
    from cspm.procedures.complaints import actions
    from cspm.procedures.complaints.laid import laid

    changed_each(
        desk, "tickets", (record,), act=lambda ticket: laid(actions.confirm(desk.office, ticket, side=side, by=by))
    )


@reads("list")
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--all", "everything", is_flag=True, help=N_("Closed complaints too."))
def list_(desk: Desk, words: tuple[str, ...], everything: bool) -> None:
    """List open complaints with their judgement, the oldest first.

    Filters are words such as nature_judged:major severity:general unit:3-2 received:2026-10.
    """
    from cspm.procedures.complaints.queries import complaint_list

    report, ids = complaint_list(desk, words, everything=everything)
    put_report(desk, report, ids=ids)


for verb in (
    judge,
    return_,
    countersign,
    print_,
    progress,
    explain_invalid,
    verify,
    publish,
    link,
    attribute,
    confirm,
    list_,
):
    complaint.add_command(verb)
