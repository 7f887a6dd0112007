"""SHA-256 is SHA-256, and single commands do without OpenSSL."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys

from cspm.core.digest import sha256


def test_it_is_the_same_as_that_of_hashlib() -> None:
    """Every length around the blocks of the algorithm, and a long one."""
    chance = random.Random(3)
    for length in (*range(200), 1_000_003):
        data = chance.randbytes(length)
        assert sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
        assert sha256(data).digest() == hashlib.sha256(data).digest()


def test_openssl_is_not_loaded() -> None:
    """Where Python has the digest of its own; if this fails after an upgrade, `core.digest` has a name to learn."""
    program = "import sys; import cspm.core.digest; print('_hashlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_it_hashlib_is_used() -> None:
    """A Python that has neither module."""
    program = (
        "import sys; sys.modules['_sha256'] = sys.modules['_sha2'] = None; "
        "from cspm.core.digest import sha256; import hashlib; print(sha256 is hashlib.sha256, sha256(b'').hexdigest()[:8])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "e3b0c442"]
