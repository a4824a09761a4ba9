"""The choices of chapter five: training, funds, activities, experience (Art. 16–18, 20)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a session is for: filed CQOs must attend, other quality staff may (Art. 16)."""

    CQO = "cqo", _("首席质量官")
    BOTH = "both", _("首席质量官和其他质量管理人员")


class TraineeKind(models.TextChoices):
    """Who sits in a session; the two are counted apart (Art. 16)."""

    CQO = "cqo", _("首席质量官")
    STAFF = "staff", _("其他质量管理人员")


class SessionMode(models.TextChoices):
    """Where a session is held."""

    ONSITE = "onsite", _("现场")
    ONLINE = "online", _("线上")


class SessionStatus(models.TextChoices):
    """The life of a training session; whether enrolment is still open is computed."""

    DRAFT = "draft", _("筹备中")
    OPEN = "open", _("已发布")
    COMPLETED = "completed", _("已结业")
    CANCELLED = "cancelled", _("已取消")


class EnrolmentStatus(models.TextChoices):
    """Whether somebody has a seat."""

    ENROLLED = "enrolled", _("已报名")
    WAITING = "waiting", _("候补")
    CANCELLED = "cancelled", _("已取消")


class EnrolmentSource(models.TextChoices):
    """Who put the trainee on the list."""

    ENTERPRISE = "enterprise", _("企业报名")
    OFFICER = "officer", _("机关代报")
    IMPORT = "import", _("批量导入")


class AttendanceMethod(models.TextChoices):
    """How attendance was established."""

    LIST = "list", _("签到表")
    QR = "qr", _("扫码签到")
    IMPORT = "import", _("批量导入")


class TrainingResult(models.TextChoices):
    """What came of it for one trainee."""

    PENDING = "pending", _("未评定")
    PASSED = "passed", _("合格")
    FAILED = "failed", _("不合格")
    ABSENT = "absent", _("缺席")


class FundSource(models.TextChoices):
    """Where the money comes from (Art. 17)."""

    FISCAL = "fiscal", _("财政预算")
    SPECIAL = "special", _("专项资金")
    OTHER = "other", _("其他")


class SpendingItem(models.TextChoices):
    """What the money went into (Art. 17)."""

    LECTURERS = "lecturers", _("师资费")
    VENUE = "venue", _("场地费")
    MATERIALS = "materials", _("教材资料费")
    BOARD = "board", _("食宿费")
    TRAVEL = "travel", _("交通费")
    COMMISSION = "commission", _("委托服务费")
    PROMOTION = "promotion", _("宣传推广费")
    OTHER = "other", _("其他")


class ActivityKind(models.TextChoices):
    """The forms of promotion that Art. 18 names, and the region's exchange of Art. 20."""

    MOBILISATION = "mobilisation", _("动员部署")
    FORUM = "forum", _("座谈交流")
    VISIT = "visit", _("现场观摩")
    PUBLICITY = "publicity", _("宣传")
    EXCHANGE = "exchange", _("经验交流")


class ExperienceStatus(models.TextChoices):
    """The way of a typical experience from its author to all enterprises (Art. 18, 20)."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待地（市）报送")
    RETURNED = "returned", _("退回修改")
    REPORTED = "reported", _("待自治区局审核")
    PUBLISHED = "published", _("已发布")
    DECLINED = "declined", _("不予采用")
    RETRACTED = "retracted", _("已撤下")
    WITHDRAWN = "withdrawn", _("已撤回")
