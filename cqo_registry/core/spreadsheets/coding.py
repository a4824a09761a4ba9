"""Characters that a workbook writes as _xHHHH_, and text that only looks so.

Other programs write the carriage return of a line break as _x000D_; a spreadsheet shows the line break.
"""

from __future__ import annotations

import re

_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ENDS = re.compile("\r\n|[\r\x0b\x0c]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def decoded(text: str) -> str:
    """The text as a spreadsheet shows it: codes read once, line ends as LF, nothing that XML forbids."""
    if "_x" in text and (read := _CODE.sub(_character, text)) != text:
        joined = read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        text = _FORBIDDEN.sub("", joined)
    return _ENDS.sub("\n", text) if "\r" in text or "\x0b" in text or "\x0c" in text else text


def coded(text: str) -> str:
    """The text written so that a reader of codes gets it back as it was."""
    return _CODED.sub("_x005F_", text)


def _character(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))
