"""Without the packages that serving needs, one line says which to install."""

import subprocess
import sys


def test_what_is_missing_is_named():
    code = "import sys; sys.modules['uvicorn'] = None; from kg.cli import main; sys.argv = ['kg', 'serve']; main()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1 and "pip install 'kg[serve]'" in ended.stderr and ended.stderr.count("\n") == 1
