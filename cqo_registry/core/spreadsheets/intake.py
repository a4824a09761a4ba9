"""What a workbook must look like from outside before anything in it is parsed.

Sizes are bytes. A zip archive cannot unpack to more than its directory declares, so the declared
sizes are what a parser may meet.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 128 * 1024 * 1024
MAX_MEMBERS = 500
MAX_RATIO = 100
RATIO_FREE = 8 * 1024 * 1024  # below this a high ratio is only a repetitive sheet
WORKBOOK = "xl/workbook.xml"
BINARY_WORKBOOK = "xl/workbook.bin"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Unreadable(Exception):
    """The file cannot be read; the text is one official sentence that says what to do."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


BROKEN = _("文件已损坏或不是 Excel 工作簿，请用 Excel 打开后另存为“.xlsx”格式再上传。")


def check_archive(content: bytes) -> None:
    """Raise ``Unreadable`` unless ``content`` looks like a workbook of reasonable size."""
    if not content:
        raise Unreadable(_("文件是空的（0 字节），请重新选择文件。"))
    if len(content) > MAX_BYTES:
        raise Unreadable(_("文件超过 10 MB，请删除图片和无关工作表，或分成几个文件上传。"))
    if content.startswith(_COMPOUND_FILE):
        raise Unreadable(_compound(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except Exception as fault:  # zipfile raises many kinds for broken directories
        raise Unreadable(BROKEN) from fault
    _check_members(members)


def _compound(content: bytes) -> Any:
    if _ENCRYPTED in content:
        return _("工作簿设有打开密码，请取消密码后另存再上传。")
    return _("这是旧版 Excel（.xls）文件，请另存为“.xlsx”格式再上传。")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if BINARY_WORKBOOK in names:
        raise Unreadable(_("这是 Excel 二进制（.xlsb）文件，请另存为“.xlsx”格式再上传。"))
    if WORKBOOK not in names:
        raise Unreadable(_("这个文件不是 Excel 工作簿，请上传“.xlsx”格式的名录。"))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(_("工作簿设有打开密码，请取消密码后另存再上传。"))
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    swollen = unpacked > RATIO_FREE and unpacked > MAX_RATIO * packed
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or swollen:
        raise Unreadable(_("工作簿展开后过大，请把名录复制到一个新建的工作簿（只粘贴数值），保存后再上传。"))
