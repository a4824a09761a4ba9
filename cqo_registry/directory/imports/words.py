"""Words that stand in workbooks of the directory: titles of columns, categories, sizes, totals.

They are data to be recognised, not text of the pages, and stay Chinese in every language.
"""

from __future__ import annotations

from cqo_registry.directory.enums import ProductCategory, SizeClass

TITLES: dict[str, tuple[str, ...]] = {
    "ordinal": ("序号", "编号", "No.", "No"),
    "name": ("企业名称", "单位名称", "企业(单位)名称", "名称"),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码"),
    "domicile": ("住所", "企业住所", "住所地址", "注册地址", "地址"),
    "prefecture": ("所属地市", "所属地(市)", "地市", "地(市)", "市地"),
    "county": ("所属区县", "所属县区", "所属县(区)", "所属区(县)", "区县", "县区", "县(区)", "区(县)"),
    "industry": ("行业代码", "国民经济行业代码", "所属行业代码", "行业"),
    "employees": ("从业人员(人)", "从业人员", "从业人数", "从业人数(人)", "职工人数", "职工人数(人)"),
    "revenue": ("营业收入(万元)", "营业收入", "主营业务收入(万元)", "年营业收入(万元)"),
    "assets": ("资产总额(万元)", "资产总额", "资产总计(万元)", "总资产(万元)"),
    "data_year": ("数据年度", "年度", "统计年度"),
    "products": ("主要产品", "产品名称", "产品"),
    "category": ("类别", "产品类别", "企业类别"),
    "certificates": ("许可证/证书/标准号", "许可证/证书/标准编号", "证书编号", "许可证编号", "许可证号"),
    "legal_representative": ("法定代表人", "法人代表", "法人"),
    "principal_officer": ("主要负责人", "负责人"),
    "contact_person": ("联系人", "联络人"),
    "contact_phone": ("联系电话", "电话", "联系方式", "手机", "手机号码"),
    "stated_size": ("企业规模", "规模", "企业自报规模"),
}
TOTALS = ("合计", "总计", "小计", "共计", "本页合计", "本页小计", "累计")

CATEGORIES = {
    "L": ProductCategory.LICENCE,
    "C": ProductCategory.CERTIFICATION,
    "S": ProductCategory.STANDARD,
    "V": ProductCategory.OTHER,
    "生产许可": ProductCategory.LICENCE,
    "生产许可证": ProductCategory.LICENCE,
    "工业产品生产许可": ProductCategory.LICENCE,
    "工业产品生产许可证": ProductCategory.LICENCE,
    "强制性认证": ProductCategory.CERTIFICATION,
    "强制性产品认证": ProductCategory.CERTIFICATION,
    "强制认证": ProductCategory.CERTIFICATION,
    "ccc": ProductCategory.CERTIFICATION,
    "3c": ProductCategory.CERTIFICATION,
    "强制性标准": ProductCategory.STANDARD,
    "强制性国家标准": ProductCategory.STANDARD,
    "强制标准": ProductCategory.STANDARD,
    "其他": ProductCategory.OTHER,
    "其它": ProductCategory.OTHER,
}
SIZES = {
    "大型": SizeClass.LARGE,
    "大": SizeClass.LARGE,
    "中型": SizeClass.MEDIUM,
    "中": SizeClass.MEDIUM,
    "小型": SizeClass.SMALL,
    "小": SizeClass.SMALL,
    "微型": SizeClass.MICRO,
    "微": SizeClass.MICRO,
    "未划型": SizeClass.UNCLASSIFIED,
}

PREFECTURE_ENDINGS = ("市", "地区")
COUNTY_ENDINGS = ("区", "县", "市")
REGION_NAMES = ("西藏自治区", "西藏")
UNITS = ("万元", "人", "年度", "年")
# Food, drink and medicine have regimes of their own beside Art. 4 (domain §1.2).
OTHER_REGIMES = ("C13", "C14", "C15", "C27")

CALENDAR_TITLES = {
    "date": ("日期", "放假日期", "调休日期"),
    "weekday": ("星期",),
    "kind": ("类型", "安排", "放假或上班"),
    "name": ("名称", "节日", "节日名称", "假期名称"),
    "notice_no": ("通知文号", "文号", "依据文号"),
    "source": ("来源", "层级"),
}
DAYS_OFF = ("放假", "休", "休息", "假", "放假日")
DAYS_WORKED = ("上班", "班", "调休上班", "补班", "上班日")
DAY_WRITTEN = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)"
