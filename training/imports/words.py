"""Titles and words of the workbooks of training."""

from __future__ import annotations

from training.enums import TraineeKind, TrainingResult

ENROLMENT_TITLES = {
    "uscc": ("统一社会信用代码", "信用代码", "社会信用代码"),
    "enterprise": ("企业名称", "企业", "单位名称", "单位"),
    "kind": ("人员类别", "类别"),
    "name": ("姓名", "参训人员"),
    "phone": ("手机号码", "手机", "电话", "联系电话"),
    "post": ("职务", "岗位"),
}
RESULT_TITLES = {
    "seat": ("座位号", "座位"),
    "name": ("姓名", "参训人员"),
    "enterprise": ("企业名称", "企业"),
    "uscc": ("统一社会信用代码", "信用代码"),
    "kind": ("人员类别", "类别"),
    "hours": ("实到学时", "学时"),
    "result": ("结果", "考核结果"),
}
HOURS_UNIT = "学时"  # sometimes written behind the number
KINDS = {
    "首席质量官": TraineeKind.CQO,
    "cqo": TraineeKind.CQO,
    "其他": TraineeKind.STAFF,
    "其他人员": TraineeKind.STAFF,
    "其他质量管理人员": TraineeKind.STAFF,
}
RESULTS = {
    "合格": TrainingResult.PASSED,
    "通过": TrainingResult.PASSED,
    "不合格": TrainingResult.FAILED,
    "未通过": TrainingResult.FAILED,
    "缺席": TrainingResult.ABSENT,
    "缺勤": TrainingResult.ABSENT,
}
