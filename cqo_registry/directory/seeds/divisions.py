"""The offices of the register and the county-level units they file for.

Codes are GB/T 2260 as of 2023; the two zones carry the statistical codes of their area. Former
names and codes stay in identity numbers, credit codes and old papers, so they find the county too.
"""

from __future__ import annotations

from dataclasses import dataclass

from cqo_registry.directory.enums import AuthorityLevel


@dataclass(frozen=True, slots=True)
class Office:
    """An authority; ``code`` is the one in filing numbers (decision D23), ``name_bo`` its area in Tibetan."""

    code: str
    level: AuthorityLevel
    name: str
    short_name: str
    name_bo: str = ""
    parent: str = ""
    area_codes: tuple[str, ...] = ()


_PREFECTURE, _ZONE = AuthorityLevel.PREFECTURE, AuthorityLevel.ZONE


def _bureau(code: str, area: str, name_bo: str, *area_codes: str) -> Office:
    return Office(code, _PREFECTURE, f"{area}市场监督管理局", area, name_bo, "54", area_codes)


OFFICES = (
    Office(
        "54",
        AuthorityLevel.REGION,
        "西藏自治区市场监督管理局",
        "自治区",
        "བོད་རང་སྐྱོང་ལྗོངས",
        area_codes=("540000",),
    ),
    _bureau("5401", "拉萨市", "ལྷ་ས་གྲོང་ཁྱེར", "540100"),
    _bureau("5402", "日喀则市", "གཞིས་ཀ་རྩེ་གྲོང་ཁྱེར", "540200", "542300"),
    _bureau("5403", "昌都市", "ཆབ་མདོ་གྲོང་ཁྱེར", "540300", "542100"),
    _bureau("5404", "林芝市", "ཉིང་ཁྲི་གྲོང་ཁྱེར", "540400", "542600"),
    _bureau("5405", "山南市", "ལྷོ་ཁ་གྲོང་ཁྱེར", "540500", "542200"),
    _bureau("5406", "那曲市", "ནག་ཆུ་གྲོང་ཁྱེར", "540600", "542400"),
    _bureau("5425", "阿里地区", "མངའ་རིས་ས་ཁུལ", "542500"),
    Office(
        "LSJKQ",
        _ZONE,
        "拉萨经济技术开发区管理委员会",
        "拉萨经开区",
        parent="5401",
        area_codes=("540172", "540091"),
    ),
    Office("ZQ", _ZONE, "藏青工业园质量工作部门", "藏青工业园", parent="54", area_codes=("540171", "632801")),
)


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county-level unit, the office that files for it, and what else it is or was called."""

    code: str
    name: str
    office: str
    aliases: tuple[str, ...] = ()


# Per prefecture: "code name [former names and codes]". The first four digits of the code are the office.
_COUNTIES = """
540102 城关区
540103 堆龙德庆区 堆龙德庆县 540125
540104 达孜区 达孜县 540126
540121 林周县
540122 当雄县
540123 尼木县
540124 曲水县
540127 墨竹工卡县
540202 桑珠孜区 县级日喀则市 542301
540221 南木林县 542322
540222 江孜县 542323
540223 定日县 542324
540224 萨迦县 542325
540225 拉孜县 542326
540226 昂仁县 542327
540227 谢通门县 542328
540228 白朗县 542329
540229 仁布县 542330
540230 康马县 542331
540231 定结县 542332
540232 仲巴县 542333
540233 亚东县 542334
540234 吉隆县 542335
540235 聂拉木县 542336
540236 萨嘎县 542337
540237 岗巴县 542338
540302 卡若区 昌都县 542121
540321 江达县 542122
540322 贡觉县 542123
540323 类乌齐县 542124
540324 丁青县 542125
540325 察雅县 542126
540326 八宿县 542127
540327 左贡县 542128
540328 芒康县 542129
540329 洛隆县 542132
540330 边坝县 542133
540402 巴宜区 林芝县 542621
540421 工布江达县 542622
540423 墨脱县 542624
540424 波密县 542625
540425 察隅县 542626
540426 朗县 542627
540481 米林市 米林县 540422 542623
540502 乃东区 乃东县 542221
540521 扎囊县 542222
540522 贡嘎县 542223
540523 桑日县 542224
540524 琼结县 542225
540525 曲松县 542226
540526 措美县 542227
540527 洛扎县 542228
540528 加查县 542229
540529 隆子县 542231
540531 浪卡子县 542233
540581 错那市 错那县 540530 542232
540602 色尼区 那曲县 542421
540621 嘉黎县 542422
540622 比如县 542423
540623 聂荣县 542424
540624 安多县 542425
540625 申扎县 542426
540626 索县 542427
540627 班戈县 542428
540628 巴青县 542429
540629 尼玛县 542430
540630 双湖县 542431
542521 普兰县
542522 札达县 扎达县
542523 噶尔县
542524 日土县
542525 革吉县
542526 改则县
542527 措勤县
"""

ZONE_COUNTIES = (
    CountyRow("540172", "经开区", "LSJKQ", ("拉萨经开区", "拉萨经济技术开发区", "540091")),
    CountyRow("632801", "格尔木市", "ZQ", ("藏青工业园", "540171")),
)


def _counties() -> tuple[CountyRow, ...]:
    rows = (line.split() for line in _COUNTIES.split("\n") if line)
    return tuple(CountyRow(code, name, code[:4], tuple(aliases)) for code, name, *aliases in rows)


COUNTIES = _counties() + ZONE_COUNTIES
