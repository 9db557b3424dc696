"""Every table that people open in a spreadsheet: no cell that somebody typed becomes a formula."""

import ast
import re

from tests.test_architecture import app_modules, at, tree
from tests.test_templates import source

# Names of columns written in the code, an empty line, or cells that went through the function.
SAFE = re.compile(r"[A-Z_]+|\[\]|.*\b(COLUMNS|self\.columns|escape_formula)\b.*", re.DOTALL)
WRITER = re.compile(r"csv[._](w|DictW)riter\(")
ACCEPTED = {
    "enquetes/preparation/answer_files/writing.py": "guarded by a function of its own, which the way back undoes",
    "enquetes/findings/open_data/package.py": "names of columns, made of codes",
    "extranet/demo/network/place_files.py": "an input of the demo",
    "extranet/operations/site_export/secret_files.py": "read back by a program, as it is",
    "extranet/operations/site_export/table_files.py": "read back by a program, as it is",
    "reseau/directory/open_data/files.py": "the national schema reads each value as it is, « +33 » of a telephone too",
}


def unsafe_rows() -> dict[str, list[str]]:
    """Return, by module, the calls that write a row of CSV without `escape_formula`."""
    found: dict[str, list[str]] = {}
    for path in app_modules():
        if not WRITER.search(source(path)):
            continue
        for call in ast.walk(tree(path)):
            is_row = isinstance(call, ast.Call) and ast.unparse(call.func).endswith((".writerow", ".writerows"))
            if is_row and not SAFE.fullmatch(ast.unparse(call.args[0])):
                found.setdefault(at(path), []).append(f"line {call.lineno}: {ast.unparse(call.args[0])[:80]}")
    return found


def test_no_cell_of_an_export_is_a_formula():
    found = unsafe_rows()
    assert {path: lines for path, lines in found.items() if path not in ACCEPTED} == {}, "Write with `escape_formula`."


def test_accepted_exports_exist():
    assert ACCEPTED.keys() - unsafe_rows().keys() == set()
