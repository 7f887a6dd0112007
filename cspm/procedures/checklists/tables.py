"""The eight technical checklists of the manual (000 part 2 chapter 一 2.3.3.1 to 2.3.3.8), as data."""

from __future__ import annotations

from cspm.core.figures import Figure
from cspm.errors import N_
from cspm.procedures.checklists import figures
from cspm.procedures.checklists.parts import OTHER, Check, Checklist, Test, measured, noted, seen

OLD = noted("old_part", N_("Specification of the part that is taken out"), "text")
NEW = Check(
    "new_part", N_("Specification of the part that is put in"), "text", tests=(Test("R072", "same", beside=("old_part",)),)
)  # fmt: skip


def most(rule: str, figure: Figure) -> Test:
    """At most a figure."""
    return Test(rule, "between", None, figure)


LAMP = Checklist("lamp", "000 P2-一 2.3.3.1", (
    seen("voltage", N_("The voltage at both ends of the tube is normal; else the switch is repaired")),
    seen("starter", N_("Starter pins make contact, capacitor and bulb are sound; else socket repaired, starter replaced")),
    seen("tube", N_("Tube ends are not black, the filament is whole; else replaced with the same specification")),
    seen("holder", N_("Tube pins make contact; else the holder is repaired or replaced")),
    seen("ballast", N_("The ballast is not burnt or shorted; else replaced with the same specification")),
    OLD, NEW,
    measured("flickers", N_("Switched on: flickers until the lamp is alight"), "", most("R071", figures.FLICKERS), kind="count"),
))  # fmt: skip
SWITCH = Checklist("switch", "000 P2-一 2.3.3.2", (
    noted("capacity", N_("The load that the circuit is made for"), "number", unit="kW", required=True),
    measured("load", N_("The load worked out"), "kW", Test("R073", "load", beside=("capacity", "overload"))),
    noted("overload", N_("What was done about an overload"), "choice"),
    seen("main_off", N_("The main switch is off while short circuits and insulation are tested"), rule="R074", required=True),
    seen("no_short", N_("No short circuit by the multimeter: the suspect point first, then one by one")),
    measured("megger", N_("Voltage of the megger that the insulation is tested with"), "V",
             Test("R074", "between", figures.MEGGER, figures.MEGGER)),
    seen("insulation", N_("The pointer rises; else there is a leak, and each line is checked"), rule="R074", required=True),
    OLD, NEW,
    seen("works", N_("The switch opens and closes normally"), required=True),
))  # fmt: skip
TAP = Checklist("tap", "000 P2-一 2.3.3.3", (
    seen("shut_off", N_("The valve before it is closed, the pipe drained, the tap or valve taken off")),
    OLD, NEW,
    seen("tape_clockwise", N_("Thread tape is wound clockwise"), rule="R075", required=True),
    seen("no_seep", N_("Water on: the joint does not seep"), rule="R075", required=True),
    seen("moves_freely", N_("It opens and closes freely"), rule="R075", required=True),
    seen("no_drip", N_("Shut, it does not leak"), rule="R075", required=True),
))  # fmt: skip
HEATER = Checklist("heater", "000 P2-一 2.3.3.4", (
    seen("battery", N_("The battery's voltage is enough; else replaced with the same specification")),
    seen("spark", N_("The clicking of the spark is heard; else the electronic igniter is replaced")),
    seen("gas", N_("Gas is there, the valve open, the solenoid not stuck; else it is cleaned and oiled")),
    seen("wire_dry", N_("A bang at the start: gas valve closed, the high-voltage wire dried with a hair dryer")),
    seen("gap", N_("A bang at the start: the spark gap is adjusted")),
    seen("solenoid", N_("The crisp sound of the solenoid is heard; else it is repaired")),
    OLD, NEW,
    seen("ignition", N_("The ignition is normal, every time"), rule="R076", required=True),
    measured("trials", N_("Ignition tried again, how often"), "",
             Test("R076", "between", figures.TRIALS_LEAST, figures.TRIALS_MOST), kind="count"),
))  # fmt: skip
STOVE = Checklist("stove", "000 P2-一 2.3.3.5", (
    seen("igniter", N_("The igniter sparks and does not leak; else it is replaced")),
    seen("air_inlet", N_("The air inlet is free of dirt")),
    seen("burner", N_("Red flame: burner pipe and head are cleaned")),
    seen("hose", N_("The hose joint does not leak; else it is put right")),
    seen("no_gas_leak", N_("No gas leaks"), required=True),
    seen("blue_flame", N_("The flame is blue"), required=True),
))  # fmt: skip
CISTERN = Checklist("cistern", "000 P2-一 2.3.3.6", (
    seen("float_valve", N_("The float valve closes: its screw adjusted, its seal repaired, else the fittings replaced")),
    seen("outlet_plug", N_("The outlet plug closes: adjusted, or replaced when aged or out of shape")),
    seen("no_leak", N_("The cistern does not leak"), required=True),
))  # fmt: skip
AIRCON = Checklist("aircon", "000 P2-一 2.3.3.7", (
    noted("symptoms", N_("What the resident says of the fault"), "text"),
    seen("no_noise", N_("No abnormal sound or smell; else it is found and put right")),
    seen("terminals", N_("Components and terminals are not burnt or loose")),
    seen("no_oil", N_("No oil at pipe joints; else they leak and are tightened")),
    seen("suction", N_("The suction pipe is colder than the air; else refrigerant is low: find the leak, recharge")),
    seen("no_frost", N_("No frost at capillary outlet and evaporator inlet; else refrigerant leaks")),
    seen("drier", N_("The filter-drier is a little warmer than the air; cool, it is clogged and is replaced")),
    noted("ambient", N_("Air temperature while the pressures are measured"), "number", unit="°C", required=True),
    measured("low_pressure", N_("Pressure of the low side by the gauge"), "MPa", Test("R077", "between", figures.LEAK_BELOW),
             Test("R078", "pressure", figures.LOW_LEAST, figures.LOW_MOST, ("ambient",))),
    measured("high_pressure", N_("Pressure of the high side by the gauge"), "MPa",
             Test("R078", "pressure", figures.HIGH_LEAST, figures.HIGH_MOST, ("ambient",))),
    noted("rated_current", N_("Rated current"), "number", unit="A"),
    measured("current", N_("Running current by the clamp ammeter"), "A",
             Test(OTHER, "deviation", None, figures.CURRENT_WITHIN, ("rated_current",)), required=False),
    seen("trial_run", N_("It runs without a fault"), required=True),
))  # fmt: skip
PIPE = Checklist("pipe", "000 P2-一 2.3.3.8", (
    seen("route", N_("The route is chosen by the resident's wish, looks, least material and least labour")),
    seen("materials_ready", N_("The owner bought the materials; the tools are at hand")),
    measured("unions", N_("Unions in the whole run"), "", most("R079", figures.UNIONS), kind="count"),
    noted("union_at_inlet", N_("The union is at the inlet, if possible")),
    seen("close_to_wall", N_("The pipe runs close to corners or walls")),
    measured("vertical", N_("Out of the vertical, by plumb line and ruler"), "mm/m", most("R080", figures.VERTICAL)),
    measured("horizontal", N_("Out of the horizontal"), "mm/m", most("R080", figures.HORIZONTAL)),
    seen("hot_above", N_("Hot and cold one above the other: hot is above"), rule="R081"),
    seen("hot_left", N_("Hot and cold upright: hot is on the left"), rule="R081"),
    noted("length", N_("Length of the run"), "number", unit="m", required=True),
    noted("bends", N_("Bends in the run"), "count", required=True),
    measured("clamps", N_("Clamps"), "", Test("R082", "clamps", figures.CLAMP_SPACING, None, ("length", "bends")), kind="count"),
    measured("leaks", N_("Water test: places that leak"), "", most("R083", figures.LEAKS), kind="count"),
))  # fmt: skip

MANUAL = {one.name: one for one in (LAMP, SWITCH, TAP, HEATER, STOVE, CISTERN, AIRCON, PIPE)}
