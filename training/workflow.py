"""What the trail calls the acts of chapter five on what has no states (Art. 16-18)."""

from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts

acts.name(
    "institution.",
    _("培训机构"),
    {
        "commission": _("委托培训机构"),
        "amend": _("修改培训机构"),
        "end": _("提前终止委托"),
        "add_document": _("添加资质材料"),
        "remove_document": _("移除资质材料"),
    },
)
acts.name(
    "plan.",
    _("年度培训计划"),
    {
        "create": _("新建年度培训计划"),
        "edit": _("修改年度培训计划"),
        "add_line": _("添加计划项目"),
        "edit_line": _("修改计划项目"),
        "remove_line": _("删除计划项目"),
        "publish": _("发布年度培训计划"),
        "discard": _("删除年度培训计划草稿"),
    },
)
acts.name(
    "activity.",
    _("推广活动"),
    {
        "log": _("登记推广活动"),
        "amend": _("修改推广活动"),
        "strike": _("作废推广活动"),
        "restore": _("恢复推广活动"),
        "add_picture": _("添加活动图片"),
        "remove_picture": _("移除活动图片"),
    },
)
acts.name("budget.", _("经费预算"), {"set": _("登记经费预算"), "amend": _("修改经费预算")})
acts.name(
    "spending.",
    _("经费支出"),
    {"log": _("登记经费支出"), "strike": _("作废经费支出"), "restore": _("恢复经费支出")},
)
