"""The command that reads cases from a file."""

import json
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import call_command

from filings.management.commands.judge import Command
from tests.filings.test_judging import asked, deadline, size


def run(path):
    """What the command prints for the file."""
    out = StringIO()
    call_command(Command(), str(path), stdout=out)
    return json.loads(out.getvalue())


def test_the_command_answers_every_case_in_order(tmp_path):
    file = tmp_path / "cases.json"
    text = json.dumps([size(revenue=2000), asked("name", value="\ud800"), deadline()])
    file.write_text(text[:-1] + ', {"kind": "size", "employees": ' + "9" * 5000 + ', "group": "OTH"}, NaN]')
    answers = run(file)
    assert answers[0] == {"size": "medium"}
    assert answers[1]["valid"] is False
    assert answers[2]["due_on"] == "2025-03-05"
    assert [list(answer) for answer in answers[3:]] == [["error"], ["error"]]


@pytest.mark.parametrize("number", ["1e99999999999999999999", "1e-99999999999999999999", "NaN", "-Infinity"])
def test_a_number_beyond_counting_spoils_its_own_case_only(tmp_path, number):
    file = tmp_path / "cases.json"
    file.write_text(
        f'[{{"kind": "size", "group": "OTH", "employees": {number}}}, {{"kind": "name", "value": {number}}},'
        ' {"kind": "size", "group": "OTH", "employees": 1e1}]'
    )
    assert run(file) == [
        {"error": "employees 应为数字。"},
        {"error": "value 应为文本。"},
        {"size": "small"},
    ]


def test_the_command_escapes_what_the_terminal_cannot_show(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([asked("name", value="\u0f56\u0f40\u0fb2")]))
    screen = BytesIO()
    out = TextIOWrapper(screen, encoding="gb2312")
    call_command(Command(), str(file), stdout=out)
    out.flush()
    assert b"\\u0f56" in screen.getvalue()
    assert json.loads(screen.getvalue())[0]["normalised"] == "\u0f56\u0f40\u0fb2"


def test_the_command_prints_chinese_as_it_is(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([asked("name", value="扎西")]), encoding="utf-8-sig")
    out = StringIO()
    call_command(Command(), str(file), stdout=out)
    assert "扎西" in out.getvalue()


@pytest.mark.parametrize(
    "content",
    [None, b"", b"{", b"{}", b"\xff\xfe\x00", b"[1, 2", b"[" * 100_000, '["扎西"]'.encode("gb18030")],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_code_1(tmp_path, content):
    file = tmp_path / "cases.json"
    if content is not None:
        file.write_bytes(content)
    err = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(Command(), str(file), stderr=err)
    assert end.value.code == 1
    assert err.getvalue().strip().count("\n") == 0
    assert "案例文件" in err.getvalue()
