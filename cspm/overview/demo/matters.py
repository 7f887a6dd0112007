"""What people of the example site report: texts, categories, prices, results. Data only."""

from __future__ import annotations

from cspm.tuples import NamedTuple


class Matter(NamedTuple):
    """A kind of request: its words, what is done about it, who does it, and the price when it is a paid service."""

    item: str
    text: str
    result: str
    category: str = "repair"
    team: tuple[str, ...] = ("TE01", "TE02", "TE03")
    price: str = ""
    material: str = ""


class Grievance(NamedTuple):
    """A kind of complaint: its type and cause, its words, and what is done about it."""

    type: str
    cause: str
    text: str
    result: str


SERVICES = (
    Matter("水龙头", "厨房水龙头漏水", "更换阀芯，试水不漏", material="阀芯"),
    Matter("日光灯", "客厅日光灯闪烁", "更换同规格镇流器，试亮正常", material="镇流器"),
    Matter("开关", "卧室开关按下没反应", "更换同规格开关，开合正常", material="开关"),
    Matter("坐便器", "卫生间坐便器水箱一直流水", "调整浮球阀，不再漏水"),
    Matter("门禁", "单元门门禁刷卡无效", "重新登记门禁卡，测试正常", "utility", ("EN01",)),
    Matter("下水道", "厨房下水道堵塞", "疏通下水道，排水通畅"),
    Matter("空调", "空调不制冷", "清洗滤网并补充冷媒，压力正常", team=("TE03", "EN01")),
    Matter("热水器", "燃气热水器打不着火", "更换电池，连续点火正常", material="电池"),
    Matter("保洁", "预约家庭保洁两小时", "完成保洁，客户验收", "household", ("TE04",), "120.00"),
    Matter("水管安装", "请安装净水器水管", "安装完成，通水试验无渗漏", "repair", ("TE01", "TE02"), "180.00", "管件"),
    Matter("搬家具", "请帮忙搬一个衣柜", "搬运到位", "household", ("TE04",), "80.00"),
    Matter("换锁", "入户门锁芯损坏需更换", "更换锁芯，交付钥匙", "repair", ("TE03",), "150.00", "锁芯"),
)
PUBLIC = (
    Matter("路灯", "小区主路路灯不亮", "更换灯泡，已亮", "utility", ("EN01",)),
    Matter("道闸", "停车场道闸抬杆缓慢", "调整限位，恢复正常", "utility", ("EN01",)),
)
COMPLAINTS = (
    Grievance("property", "装修扰民", "楼上装修噪音超过规定时间", "约谈施工方，限定施工时间"),
    Grievance("service", "服务态度", "前台接电话态度生硬", "当面致歉，安排培训"),
    Grievance("engineering", "房屋渗漏", "外墙渗水至今未修好", "安排外墙防水施工"),
    Grievance("property", "设备故障", "电梯经常停运", "维保单位更换门机"),
    Grievance("other", "商铺扰民", "隔壁商铺油烟扰民", "联系商铺加装净化设备"),
)
DIRTY = (
    Grievance("property", "清洁不到位", "楼道垃圾连续几天没人清", "督促外判单位当日清理"),
    Grievance("property", "清洁不到位", "大堂地面长期脏污", "外判单位返工清洗"),
)
ENQUIRIES = (
    ("咨询物业费缴纳时间和方式", "已告知每月 10 日前，前台或转账", "收费标准"),
    ("咨询装修申请需要哪些资料", "已告知资料清单和押金", "装修"),
    ("询问停车位月租价格", "已告知价格和办理地点", "停车"),
    ("咨询宠物管理规定", "已告知登记和牵引要求", "宠物"),
)
OPINIONS = ("师傅及时，很满意", "服务态度好", "修得快", "还可以", "比较满意", "希望提前打电话")
COMPLAINING = ("修了又坏", "等得太久", "现场没有清理干净")
