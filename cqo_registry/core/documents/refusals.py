"""The sentences with which an upload is refused, and what is said of one that was kept in another form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Refused, Verdict

MESSAGES = {
    "empty": _("文件是空的（0 字节），请重新选择文件。"),
    "too_large": _("文件超过 5 MB，请压缩后再上传。"),
    "kind": _("只接受 PDF、JPEG、PNG 文件，请转换格式后再上传。"),
    "encrypted": _("PDF 已加密，无法打开，请去掉密码后再上传。"),
    "broken": _("文件已损坏，无法打开，请重新导出或扫描后再上传。"),
    "cut": _("图片不完整，下面的部分没有传完，请重新拍摄、扫描或者传输后再上传。"),
    "no_pages": _("PDF 里没有页面，请重新导出后再上传。"),
    "too_many_pages": _("PDF 超过 300 页，请只上传需要的页。"),
    "too_complex": _("PDF 结构过于复杂，请打印或扫描成普通 PDF 后再上传。"),
    "too_many_pixels": _("图片尺寸过大（超过 4000 万像素），请缩小后再上传。"),
    "too_many_scans": _("图片结构过于复杂，请用画图程序打开，另存为 JPEG 后再上传。"),
    "signed_active": _(
        "PDF 带电子签章，又含有%(what)s。去掉它们会使签章失效，原样又不能接收，所以没有上传。"
        "请向制作单位索取不含这些内容的文件，或者打印后扫描上传。"
    ),
    "locked_active": _(
        "PDF 设有限制编辑，又含有%(what)s，不能接收。请打印成新的 PDF（打印机选“打印到 PDF”）后再上传。"
    ),
}
_listener: ContextVar[list[Any] | None] = ContextVar("remarks", default=None)


def refusal(code: str, **words: Any) -> Refused:
    """The refusal of that code; ``words`` fill its sentence."""
    return refused("file_" + code, MESSAGES[code] % words if words else MESSAGES[code])


def refused(code: str, message: Any) -> Refused:
    """A refusal with a sentence of its own."""
    return Refused(Verdict((Reason(code, message, field="file"),)))


def remark(message: Any) -> None:
    """Say something of a document that is kept all the same; heard by whoever listens around the act."""
    heard = _listener.get()
    if heard is not None:
        heard.append(message)


@contextmanager
def listening() -> Iterator[list[Any]]:
    """What is remarked inside, so that the page can tell whoever sent the document."""
    heard: list[Any] = []
    token = _listener.set(heard)
    try:
        yield heard
    finally:
        _listener.reset(token)
