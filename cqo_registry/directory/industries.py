"""Industries by GB/T 4754-2017: sections, divisions, and the group of the size standard they fall in.

A code is a section letter, two digits of a division, and up to two more digits of a group and class
(``C``, ``C26``, ``C261``, ``C2614``). The letter may be left out.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.text import compact
from cqo_registry.directory.enums import IndustryGroup

SECTIONS: dict[str, Any] = {
    "A": _("农、林、牧、渔业"),
    "B": _("采矿业"),
    "C": _("制造业"),
    "D": _("电力、热力、燃气及水生产和供应业"),
    "E": _("建筑业"),
    "F": _("批发和零售业"),
    "G": _("交通运输、仓储和邮政业"),
    "H": _("住宿和餐饮业"),
    "I": _("信息传输、软件和信息技术服务业"),
    "J": _("金融业"),
    "K": _("房地产业"),
    "L": _("租赁和商务服务业"),
    "M": _("科学研究和技术服务业"),
    "N": _("水利、环境和公共设施管理业"),
    "O": _("居民服务、修理和其他服务业"),
    "P": _("教育"),
    "Q": _("卫生和社会工作"),
    "R": _("文化、体育和娱乐业"),
    "S": _("公共管理、社会保障和社会组织"),
    "T": _("国际组织"),
}

DIVISIONS: dict[str, Any] = {
    "A01": _("农业"),
    "A02": _("林业"),
    "A03": _("畜牧业"),
    "A04": _("渔业"),
    "A05": _("农、林、牧、渔专业及辅助性活动"),
    "B06": _("煤炭开采和洗选业"),
    "B07": _("石油和天然气开采业"),
    "B08": _("黑色金属矿采选业"),
    "B09": _("有色金属矿采选业"),
    "B10": _("非金属矿采选业"),
    "B11": _("开采专业及辅助性活动"),
    "B12": _("其他采矿业"),
    "C13": _("农副食品加工业"),
    "C14": _("食品制造业"),
    "C15": _("酒、饮料和精制茶制造业"),
    "C16": _("烟草制品业"),
    "C17": _("纺织业"),
    "C18": _("纺织服装、服饰业"),
    "C19": _("皮革、毛皮、羽毛及其制品和制鞋业"),
    "C20": _("木材加工和木、竹、藤、棕、草制品业"),
    "C21": _("家具制造业"),
    "C22": _("造纸和纸制品业"),
    "C23": _("印刷和记录媒介复制业"),
    "C24": _("文教、工美、体育和娱乐用品制造业"),
    "C25": _("石油、煤炭及其他燃料加工业"),
    "C26": _("化学原料和化学制品制造业"),
    "C27": _("医药制造业"),
    "C28": _("化学纤维制造业"),
    "C29": _("橡胶和塑料制品业"),
    "C30": _("非金属矿物制品业"),
    "C31": _("黑色金属冶炼和压延加工业"),
    "C32": _("有色金属冶炼和压延加工业"),
    "C33": _("金属制品业"),
    "C34": _("通用设备制造业"),
    "C35": _("专用设备制造业"),
    "C36": _("汽车制造业"),
    "C37": _("铁路、船舶、航空航天和其他运输设备制造业"),
    "C38": _("电气机械和器材制造业"),
    "C39": _("计算机、通信和其他电子设备制造业"),
    "C40": _("仪器仪表制造业"),
    "C41": _("其他制造业"),
    "C42": _("废弃资源综合利用业"),
    "C43": _("金属制品、机械和设备修理业"),
    "D44": _("电力、热力生产和供应业"),
    "D45": _("燃气生产和供应业"),
    "D46": _("水的生产和供应业"),
    "E47": _("房屋建筑业"),
    "E48": _("土木工程建筑业"),
    "E49": _("建筑安装业"),
    "E50": _("建筑装饰、装修和其他建筑业"),
    "F51": _("批发业"),
    "F52": _("零售业"),
    "G53": _("铁路运输业"),
    "G54": _("道路运输业"),
    "G55": _("水上运输业"),
    "G56": _("航空运输业"),
    "G57": _("管道运输业"),
    "G58": _("多式联运和运输代理业"),
    "G59": _("装卸搬运和仓储业"),
    "G60": _("邮政业"),
    "H61": _("住宿业"),
    "H62": _("餐饮业"),
    "I63": _("电信、广播电视和卫星传输服务"),
    "I64": _("互联网和相关服务"),
    "I65": _("软件和信息技术服务业"),
    "J66": _("货币金融服务"),
    "J67": _("资本市场服务"),
    "J68": _("保险业"),
    "J69": _("其他金融业"),
    "K70": _("房地产业"),
    "L71": _("租赁业"),
    "L72": _("商务服务业"),
    "M73": _("研究和试验发展"),
    "M74": _("专业技术服务业"),
    "M75": _("科技推广和应用服务业"),
    "N76": _("水利管理业"),
    "N77": _("生态保护和环境治理业"),
    "N78": _("公共设施管理业"),
    "N79": _("土地管理业"),
    "O80": _("居民服务业"),
    "O81": _("机动车、电子产品和日用产品修理业"),
    "O82": _("其他服务业"),
    "P83": _("教育"),
    "Q84": _("卫生"),
    "Q85": _("社会工作"),
    "R86": _("新闻和出版业"),
    "R87": _("广播、电视、电影和录音制作业"),
    "R88": _("文化艺术业"),
    "R89": _("体育"),
    "R90": _("娱乐业"),
    "S91": _("中国共产党机关"),
    "S92": _("国家机构"),
    "S93": _("人民政协、民主党派"),
    "S94": _("社会保障"),
    "S95": _("群众团体、社会团体和其他成员组织"),
    "S96": _("基层群众自治组织及其他组织"),
    "T97": _("国际组织"),
}

# The longest prefix wins. A code that matches none is outside the standard (railways, finance,
# education, health, public bodies, letting of own property) or too coarse to tell (K70, G).
_G = IndustryGroup
GROUPS: dict[str, IndustryGroup] = {
    "A": _G.AGR,
    "B": _G.IND,
    "C": _G.IND,
    "D": _G.IND,
    "E": _G.CON,
    "F51": _G.WHO,
    "F52": _G.RET,
    "G54": _G.TRA,
    "G55": _G.TRA,
    "G56": _G.TRA,
    "G57": _G.TRA,
    "G58": _G.TRA,
    "G59": _G.STO,
    "G591": _G.TRA,  # loading and unloading counts as transport
    "G60": _G.POS,
    "H61": _G.HOT,
    "H62": _G.CAT,
    "I63": _G.INF,
    "I64": _G.INF,
    "I65": _G.SOF,
    "K701": _G.RED,
    "K702": _G.PRO,
    "K703": _G.OTH,
    "K709": _G.OTH,
    "L": _G.LEA,
    "M": _G.OTH,
    "N": _G.OTH,
    "O": _G.OTH,
    "Q85": _G.OTH,
    "R": _G.OTH,
}

_SECTION_OF = {division[1:]: division[0] for division in DIVISIONS}
_FORM = re.compile(r"([A-T]?)([0-9]{2})([0-9]{0,2})")


def normalised(code: str) -> str:
    """The code in capitals with its section letter. Raises ``LookupError`` when there is no such industry."""
    text = compact(code).upper()
    if text in SECTIONS:
        return text
    match = _FORM.fullmatch(text)
    section = _SECTION_OF.get(match[2]) if match else None
    if not match or section is None or match[1] not in ("", section):
        raise LookupError(gettext("没有行业代码“%s”，请按 GB/T 4754-2017 填写，如 C26。") % code[:20])
    return section + match[2] + match[3]


def group_of(code: str) -> IndustryGroup | None:
    """The size group of an industry, or None where the standard has none and the officer picks the class.

    Raises ``LookupError`` for an unknown code.
    """
    known = normalised(code)
    prefixes = (known[:length] for length in range(len(known), 0, -1))
    return next((GROUPS[prefix] for prefix in prefixes if prefix in GROUPS), None)


def label_of(code: str) -> Any:
    """The official name of the division, or of the section for a letter alone; ``LookupError`` if unknown."""
    known = normalised(code)
    return SECTIONS[known] if known in SECTIONS else DIVISIONS[known[:3]]
