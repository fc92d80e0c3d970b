"""Says what is in a wheel, and fails if something that the program needs is not."""

import sys
import zipfile
from pathlib import Path

names = set(zipfile.ZipFile(sys.argv[1]).namelist())
root = Path(__file__).parents[1]
wanted = {
    f"accountdesk/{path.relative_to(root / 'src' / 'accountdesk')}"
    for path in (root / "src" / "accountdesk").rglob("*")
    if path.suffix in {".py", ".sql", ".tcss"}
} | {
    f"accountdesk/shipped/{path.relative_to(root / 'config')}"
    for path in (root / "config").rglob("*")
    if path.is_file()
}
missing = sorted(wanted - names)
if missing:
    sys.exit(f"the wheel lacks {', '.join(missing)}")
print(f"the wheel has all {len(wanted)} files of src and config")
