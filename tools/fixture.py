"""The example store of the present format: `python -m tools.fixture [--again]`.

Writes `tests/store/formats/<format>/`: a small site that the present code has filled through its own commands, with every
kind, every field and a seal. From then on a test opens it with every later cspm. A format that is out in the world is never
written again; `--again` is for one that is not yet.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime, tzinfo
from typing import Any

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FORMATS = os.path.join(HERE, "tests", "store", "formats")
CLOCK = "2026-{day}T{time}:00+08:00"

LIFE = """
10-01 08:00 -|staff add desk --name 系统管理员 --role site_admin --login desk
10-01 08:00 desk|staff add DA01 --name 王前台 --role front_desk --login wang --phone 13800000001
10-01 08:00 desk|staff add CC01 --name 李主管 --role csc_manager --team 客服
10-01 08:00 desk|staff add FI01 --name 钱会计 --role finance
10-01 08:00 desk|staff add PM01 --name 陈经理 --role general_manager
10-01 08:00 desk|staff add T01 --name 赵师傅 --role technician --active-from 2026-01-01
10-01 08:10 CC01|areas add A1 --name 一号楼大堂
10-01 08:10 CC01|units add 3-2-1501 --owner 张女士 --phone 13900000001 --special
10-01 08:12 CC01|units amend 3-2-1501 customer_class=owner --reason 登记补充
10-01 08:20 CC01|contract add --id C1 --contractor 洁净 --domain cleaning --monthly-fee 20000 --start 2026-01-01 --end 2026-12-31 --areas A1
10-01 08:25 CC01|contract fee C1 --monthly-fee 21000 --from 2026-11-01 --reason 增加区域
10-01 08:30 CC01|standard add C03 --domain cleaning --zh 大堂地面无积水 --area-types lobby --frequency daily
10-05 09:00 DA01|create 厨房水管漏水 --unit 3-2-1501 --category repair --appointment 2026-10-05T14:00
10-05 09:05 DA01|dispatch 1 --to T01
10-05 09:07 DA01|promise 1 2026-10-05T17:00
10-05 09:10 T01|accept 1
10-05 14:00 T01|arrive 1
10-05 14:02 DA01|amend 1 nature=paid --reason 漏填
10-05 14:03 DA01|quote 1 --line 软管:1:35 --agreed-by 张女士
10-05 14:05 T01|start 1
10-05 14:10 T01|materials 1 --take 软管:1
10-05 14:20 T01|hold 1 --reason 等配件
10-05 15:00 T01|resume 1
10-05 15:30 T01|finish 1 --result 更换软管 --check 试水=不漏
10-05 15:31 DA01|follow 1 --to CC01
10-05 15:32 DA01|feedback 1 已换软管
10-05 15:35 DA01|materials 1 --used 软管:1
10-05 15:40 DA01|close 1 --signed-by 张女士 --payment cash --return-point front_desk
10-06 10:00 CC01|callback 1 --method phone --satisfied --score 5
10-06 10:30 PM01|callbacks spotcheck 1
10-06 11:00 DA01|create 大堂保洁不及时 --kind complaint --unit 3-2-1501 --category repair
10-06 11:30 CC01|complaint judge 2 valid --severity light --type service
10-06 12:00 DA01|escalate 2 --to general_manager --reason 再次投诉
10-06 14:00 DA01|complaint progress 2 已安排复查
10-06 15:00 CC01|complaint verify 2 --result ok
10-07 10:00 CC01|inspection add --contract C1 --date 2026-10-07T10:00 --area A1 --finding C03:minor --due 2026-10-08T10:00
10-08 10:00 CC01|inspection recheck I-202610-0001.1 --result done
10-08 16:00 CC01|bins add --contract C1 --date 2026-10-08 --area A1 --counted 12 --reported 13
10-08 17:00 DA01|reopen 1 --reason 又漏 --due 2026-10-08T19:00
10-08 18:00 T01|finish 1 --result 重新紧固
10-08 18:10 DA01|close 1 --signed-by 张女士 --return-point front_desk
10-08 20:00 CC01|escalations --apply
10-09 09:00 CC01|import {rows} --as units --batch OLD1
10-10 09:00 CC01|filing add --form service_analysis --period 2026-09 --text 已核对 --causes 配件老化
10-11 09:00 CC01|visit add --unit 3-2-1501 --customer 张女士 --planned-on 2026-10-12 --appointment-at 2026-10-12T10:00 --visitor CC01
10-12 10:00 CC01|visit meet 1 --met 张女士 --form-carried --opinions 满意 --question 何时修路
10-12 11:00 CC01|visit report 1 --reported-to 管理公司
10-13 09:00 CC01|incident add --incident-type engineering --text 大堂漏水 --area A1 --measures 关阀
10-13 09:02 CC01|incident notify 1 --role general_manager --name 陈经理
10-13 10:00 DA01|referral add --department 工程部 --text 电梯异响 --gravity serious --manner report --report 三页
10-13 11:00 CC01|communication add --customer 张女士 --text 噪声
10-13 12:00 CC01|communication urge 1 --text 请尽快
10-14 09:00 DA01|remark add --text 保安热心 --unit 3-2-1501
10-14 09:30 CC01|welcome add --slot homecoming --began-at 2026-10-13T17:30
10-31 18:00 CC01|settlement draft --contract C1 --month 2026-10
11-01 08:30 DA01|bundle hand-over --month 2026-10 --to CC01
11-01 08:40 FI01|bundle notify FB-2026-10
10-30 09:00 CC01|service add TY01 --name 换锁 --nature paid --category repair --price 150
10-30 09:05 CC01|team add repair --category repair --roles technician
10-30 09:10 DA01|demand add --item 宠物照看 --requester 张女士
10-30 09:20 T01|damage add --loss broken --item 花瓶 --ticket 1
10-30 09:30 CC01|lease add ZL01 --business parking --object 车位B018 --party 张女士
11-01 09:00 CC01|seal --month 2026-10 --json
11-01 10:00 DA01|create 车位月租多少 --kind enquiry --caller 张女士 --unit 3-2-1501
11-01 10:02 DA01|enquiry pending 202611-1 --expert 财务 --promise 2026-11-01T15:00 --explanation 请财务核实 --topics 停车
11-01 14:00 DA01|enquiry answer 202611-1 每月150元 --source 收费公示
11-01 15:00 DA01|close 202611-1
11-01 16:00 CC01|contact 202611-1 满意
11-02 09:00 CC01|penalty add --ticket 202610-2 --text 当日未解决
11-02 09:10 CC01|complaint issue 202610-2 --department 工程部 --due 2026-11-03T17:00
11-02 15:00 CC01|complaint return 202610-2 已复查
11-02 15:10 CC01|complaint countersign 202610-2 --signed-by 陈负责
11-02 16:00 CC01|filing add --form complaint_analysis --period 2026-Q3 --text 见附件
11-02 16:10 CC01|filing measure 202611-1 --group property --corrective 复查 --preventive 每月检查
""".strip()  # day, time, actor: command


class Clock(datetime):
    """A clock that stands still between two commands, so that the same code writes the same bytes."""

    moment = ""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The moment of the line that runs."""
        return datetime.fromisoformat(cls.moment).astimezone(tz)


def build(root: str, cache: str) -> None:
    """The store in a new folder, by running the commands of LIFE. Raises SystemExit when one fails."""
    from cspm import cli
    from cspm.store.site_file import new_site

    os.environ.update(XDG_CACHE_HOME=cache, CSPM_STORE=root, CSPM_LANG="zh")
    vars(cli).update(datetime=Clock, os_user=lambda environment: "desk")
    new_site(root, name="样例小区", timezone="Asia/Shanghai", profile="dtz", store_id="fixture", language="zh")
    rows = os.path.join(os.path.dirname(root), "rows.csv")
    with open(rows, "w", encoding="utf-8") as file:
        file.write("id,owner\n3-2-1502,刘先生\n")
    for line in LIFE.splitlines():
        head, _, command = line.partition("|")
        day, time, actor = head.split()
        Clock.moment = CLOCK.format(day=day, time=time)
        words = [word.format(rows=rows) for word in command.split()]
        ran(cli.cspm, words, "" if actor == "-" else actor)


def ran(command: Any, words: list[str], actor: str) -> None:
    """Run one command; its exit code must be 0."""
    os.environ["CSPM_ACTOR"] = actor
    try:
        command.main(words, "cspm")
    except SystemExit as done:
        if done.code:
            raise SystemExit(f"cspm {' '.join(words)}: exit {done.code}") from done


def main() -> int:
    """Make the present format's store, or say why not."""
    from tempfile import TemporaryDirectory

    from cspm.store.layout import FORMAT

    target = os.path.join(FORMATS, str(FORMAT))
    if os.path.exists(target) and "--again" not in sys.argv[1:]:
        print(
            f"{target} is there. Raise FORMAT in cspm/store/layout.py first; --again if format {FORMAT} is not out yet."
        )
        return 1
    with TemporaryDirectory(prefix="fmt-") as folder:
        root = os.path.join(folder, "records")
        build(root, os.path.join(folder, "cache"))
        os.unlink(os.path.join(root, ".cspm", "lock"))  # of a moment, like the folders beside it
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(root, target, ignore=shutil.ignore_patterns("tmp", "journal", "quarantine", "numbers"))
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
