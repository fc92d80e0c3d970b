"""Sizes are a tripwire: a file that outgrows them is split by subject, not by line."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "accountdesk"
MODULE, CLASS, FUNCTION = 300, 200, 40

EXCEPTIONS: dict[str, str] = {}
"""Named with a reason; the list may only shrink."""


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_modules_classes_and_functions_stay_small() -> None:
    found = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(SOURCE))
        if len(text.splitlines()) > MODULE:
            found.append(name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and length(node) > CLASS:
                found.append(f"{name}:{node.name}")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION:
                found.append(f"{name}:{node.name}")
    assert sorted(set(found) - set(EXCEPTIONS)) == []
    assert sorted(set(EXCEPTIONS) - set(found)) == []
