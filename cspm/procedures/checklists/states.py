"""The words of the technical checklists: their names, their steps, their answers, in both languages."""

from __future__ import annotations

from cspm.core.words import vocabulary

NAMES = vocabulary(
    "checklist",
    also=(
        ("灯管", "lamp"), ("日光灯管", "lamp"), ("日光灯维修", "lamp"), ("荧光灯", "lamp"), ("开关维修", "switch"),
        ("水龙头", "tap"), ("龙头", "tap"), ("闸阀", "tap"), ("阀门", "tap"), ("水龙头维修", "tap"), ("闸阀维修", "tap"), ("valve", "tap"),
        ("热水器", "heater"), ("燃气热水器维修", "heater"), ("灶具", "stove"), ("燃气灶", "stove"), ("煤气灶维修", "stove"),
        ("马桶", "cistern"), ("坐便器", "cistern"), ("马桶水箱", "cistern"), ("坐便器水箱维修", "cistern"), ("toilet", "cistern"),
        ("空调", "aircon"), ("空调维修", "aircon"), ("空调器维修", "aircon"),
        ("给水管安装", "pipe"), ("水管", "pipe"), ("水管安装", "pipe"),
    ),
    lamp="fluorescent lamp", switch="switch", tap="tap or valve", heater="gas water heater", stove="gas stove",
    cistern="toilet cistern", aircon="air conditioner", pipe="water pipe",
)  # fmt: skip
STEPS = vocabulary(
    "check_step",
    also=(("开启灵活", "moves_freely"), ("漏点数", "leaks"), ("渗漏点", "leaks"), ("试水", "no_drip"), ("闪烁", "flickers")),
    voltage="voltage", starter="starter", tube="tube", holder="tube holder", ballast="ballast", old_part="old part",
    new_part="new part", flickers="flickers", load="load", capacity="capacity", overload="overload", main_off="main switch off",
    no_short="no short circuit", megger="megger", insulation="insulation", works="opens and closes", shut_off="water shut off",
    tape_clockwise="tape clockwise", no_seep="joint does not seep", moves_freely="moves freely", no_drip="does not leak when shut",
    battery="battery", spark="spark", gas="gas", wire_dry="wire dry", gap="spark gap", solenoid="solenoid", trials="trials",
    ignition="ignition normal", igniter="igniter", air_inlet="air inlet", burner="burner", hose="hose joint",
    no_gas_leak="no gas leak", blue_flame="blue flame", float_valve="float valve", outlet_plug="outlet plug", no_leak="no leak",
    symptoms="symptoms", no_noise="no noise or smell", terminals="components and terminals", no_oil="no oil at the joints",
    suction="suction pipe cold", no_frost="no frost", drier="filter-drier warm", ambient="air temperature",
    low_pressure="low pressure", high_pressure="high pressure", rated_current="rated current", current="running current",
    trial_run="trial run", route="route", materials_ready="materials and tools", unions="unions", union_at_inlet="union at the inlet",
    close_to_wall="close to the wall", vertical="vertical deviation", horizontal="horizontal deviation", hot_above="hot above cold",
    hot_left="hot on the left", length="length", bends="bends", clamps="clamps", leaks="leaks",
)  # fmt: skip
ANSWERS = vocabulary(
    "check_value",
    also=(
        ("正常", "yes"), ("合格", "yes"), ("完好", "yes"), ("良好", "yes"), ("已修复", "yes"), ("ok", "yes"), ("normal", "yes"),
        ("good", "yes"), ("y", "yes"), ("√", "yes"), ("不漏", "yes"), ("不渗", "yes"), ("异常", "no"), ("不正常", "no"), ("不合格", "no"),
        ("n", "no"), ("漏", "no"), ("渗", "no"), ("bad", "no"), ("减载", "reduce"), ("增容", "apply_increase"),
    ),
    yes="yes", no="no", reduce="the resident uses less", apply_increase="more capacity applied for",
)  # fmt: skip
OVERLOAD = ("reduce", "apply_increase")
