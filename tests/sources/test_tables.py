"""Tables: rows of CSV files and workbooks with their places, and what is wrong with them."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.sources.files.tables import Row, Table, Unused, tables
from tests.workbooks import write_workbook


def one(path: Path, encoding: str = "utf-8") -> Table:
    [table] = tables([str(path)], encoding)
    assert isinstance(table, Table), table
    return table


def why_not(path: Path) -> str:
    [unused] = tables([str(path)], "utf-8")
    assert isinstance(unused, Unused)
    assert unused.file == path.name
    return unused.reason


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"name,city\nAcme,Ulm\n",
        b"name;city\r\nAcme;Ulm",
        b"name\tcity\nAcme\tUlm\n",
        b"\xef\xbb\xbfname,city\nAcme,Ulm\n",
        "name,city\nAcme,Ulm\n".encode("utf-16"),
        b"sep=;\nname;city\nAcme;Ulm\n",
        b"sep=\t\nname\tcity\nAcme\tUlm\n",
        b"\n\nname;city\nAcme;Ulm\n",
        b'"name","city"\n"Acme","Ulm"\n\n , \n',
        b"\n\nname,city\n\nAcme,Ulm,\n",
    ],
)
def test_the_same_table_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    table = one(written(tmp_path / "a.csv", content))
    assert table.header == ("name", "city")
    for _ in range(2):  # rows can be read again
        [row] = table.rows()
        assert row.cells == ("Acme", "Ulm")
        assert not row.problem


def test_rows_know_their_lines_and_their_faults(tmp_path: Path) -> None:
    content = b'name,note\nA,"two\nlines"\nB\nC,x,y\n\xe9,z\nD,ok\n'
    rows = list(one(written(tmp_path / "a.csv", content)).rows())
    assert [row.line for row in rows] == [2, 4, 5, 6, 7]
    assert [bool(row.problem) for row in rows] == [False, True, True, True, False]
    assert "1 cells, and the header 2" in rows[1].problem
    assert "byte 0xe9" in rows[3].problem
    assert "--encoding" in rows[3].problem


def test_another_encoding_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "name,city\nMüller,Köln\n".encode("cp1252"))
    [row] = one(path, "cp1252").rows()
    assert row == Row(2, ("Müller", "Köln"))


def test_what_is_utf_8_is_read_so_whatever_was_named(tmp_path: Path) -> None:
    [row] = one(written(tmp_path / "a.csv", "name\nMüller\n".encode()), "cp1252").rows()
    assert row.cells == ("Müller",)


def test_a_header_of_thousands_of_columns_is_read_at_once(tmp_path: Path) -> None:
    table = one(written(tmp_path / "a.csv", b"a," * 20_000 + b"\n" + b"1," * 20_000))
    assert table.header[-2:] == ("a (20000)", "column 20001")


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert why_not(tmp_path / "a.csv") == "it is no file"


def test_a_quote_that_is_never_closed_ends_the_file_and_says_so(tmp_path: Path) -> None:
    rows = list(one(written(tmp_path / "a.csv", b'name\nA\n"B\nC\n')).rows())
    assert rows[0] == Row(2, ("A",))
    assert rows[1].line == 3
    assert "rest of the file" in rows[1].problem
    assert len(rows) == 2


def test_names_of_columns_are_each_there_once(tmp_path: Path) -> None:
    table = one(written(tmp_path / "a.csv", b"name,,name,\nA,b,c,d\n"))
    assert table.header == ("name", "column 2", "name (2)", "column 4")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"\n \n,,\n", "no rows"),
        ("a.csv", b"name,city\n", "a header and no rows"),
        ("a.pdf", b"%PDF", "no CSV file and no workbook"),
        ("a.xlsx", b"no workbook", "no workbook that can be read"),
        ("a.csv", b"na\xffme,city\nA,B\n", "line 1: byte 0xff"),
        ("a.csv", b'"name\nA\n', "line 1: the rest of the file cannot be read"),
    ],
)
def test_what_is_no_table_says_why(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    assert says in why_not(written(tmp_path / name, content))


def test_a_folder_is_its_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.csv", "a.csv", ".hidden.csv", "~$a.csv", "sub/c.csv"):
        (tmp_path / name).write_bytes(b"name\nA\n")
    assert [table.file for table in tables([str(tmp_path)], "utf-8")] == ["a.csv", "b.csv"]


def test_a_workbook_has_a_table_for_each_sheet(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, {"Customers": [["name", "no"], ["Acme", 12], [], ["B", 1.5]], "Empty": []})
    found = list(tables([str(path)], "utf-8"))
    assert [one.file for one in found] == ["book.xlsx, Customers", "book.xlsx, Empty"]
    customers = found[0]
    assert isinstance(customers, Table)
    assert list(customers.rows()) == [Row(2, ("Acme", "12")), Row(4, ("B", "1.5"))]
    assert isinstance(found[1], Unused)


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, {"One": [["name"], ["A"]]}, at="XFD1048576")
    assert "save its sheets as CSV" in why_not(path)


@pytest.mark.parametrize("content", [b"PK\x05\x06" + b"\xff" * 18, b"PK\x03\x04junk", b"\x00" * 99])
def test_a_broken_workbook_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    assert "it is no workbook" in why_not(written(tmp_path / "book.xlsx", content))


def test_a_cell_that_is_nowhere_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, {"One": [["name"]]}, at="ZZZZZZZZ99999999999")
    assert "it is no workbook" in why_not(path)


def test_a_workbook_is_read_with_no_module_of_the_folder_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    (tmp_path / "accountdesk").mkdir()
    monkeypatch.chdir(tmp_path)
    write_workbook(tmp_path / "-book.xlsx", {"One": [["name"], ["A"]]})
    [table] = tables(["-book.xlsx"], "utf-8")
    assert isinstance(table, Table)


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, {"One": [["name"], ["A"]]}, state="hidden")
    assert why_not(path) == "it has no visible sheet"


@given(content=st.binary(max_size=80))
def test_no_file_breaks_the_reader(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path / "a.csv", content)
    for table in tables([str(path)], "utf-8"):
        if isinstance(table, Table):
            for row in table.rows():
                assert row.problem or len(row.cells) == len(table.header)
